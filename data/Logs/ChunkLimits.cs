namespace ReAgent.Data.Logs;

/// <summary>How large the chunks are in which rows are handed out: they are to fit in a processor's caches as well as several at once in memory.</summary>
internal static class ChunkLimits
{
    /// <summary>Most rows of a chunk.</summary>
    public const int MostRows = 128 * 1024;

    /// <summary>About the most bytes of a chunk, unless a single row has more.</summary>
    public const long MostBytes = 64L << 20;

    /// <summary>Rows of a chunk of rows that take so many bytes together.</summary>
    public static int Rows(int count, long bytes) => bytes <= MostBytes
        ? MostRows
        : (int)Math.Clamp(count * (double)MostBytes / bytes, 1, MostRows);
}
