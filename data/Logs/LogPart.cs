namespace ReAgent.Data.Logs;

/// <summary>A part of a log file that is read on its own. The parts of a file cover each of its rows once.</summary>
/// <param name="Start">First row group (Parquet), or byte at or after which the first line starts (JSON lines); 0 for files that are read as a whole.</param>
/// <param name="End">The row group or byte after the last; <see cref="long.MaxValue"/> for the end of the file.</param>
/// <param name="Bytes">Size when unpacked, as far as known: for sharing out the work.</param>
public sealed record LogPart(long Start, long End, long Bytes)
{
    /// <summary>The whole file.</summary>
    public static LogPart Whole(long bytes) => new(0, long.MaxValue, bytes);
}
