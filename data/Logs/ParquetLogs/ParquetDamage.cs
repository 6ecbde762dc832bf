using Parquet;

namespace ReAgent.Data.Logs.ParquetLogs;

/// <summary>Tells damage from other failures, and where it is.</summary>
internal static class ParquetDamage
{
    /// <summary>
    /// True for whatever decoding of wrong bytes may end in. Decoders meet them as bounds, lengths and offsets of every kind, so everything counts but
    /// what is known to have another cause.
    /// </summary>
    public static bool Is(Exception e) =>
        e is not (OperationCanceledException or UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException or LogLayoutException or ObjectDisposedException)
        && !IsLackOfMemory(e);

    // A machine without memory says nothing of the file.
    private static bool IsLackOfMemory(Exception e) => e is OutOfMemoryException || (e.InnerException is { } inner && IsLackOfMemory(inner));

    public static DamagedLogException OfFile(LogFile file, long bytes, Exception e) =>
        new(new LogDamage(file.Name, "", $"this is no whole Parquet file ({bytes} bytes): {Sentence(e)}", null), e);

    public static DamagedLogException OfGroup(LogFile file, int index, ParquetRowGroupReader group, Exception e)
    {
        var offset = group.RowGroup.Columns.Count > 0 ? group.RowGroup.Columns[0].MetaData?.DictionaryPageOffset ?? group.RowGroup.Columns[0].MetaData?.DataPageOffset : null;
        return new DamagedLogException(
            new LogDamage(file.Name, $"row group {index}{(offset is { } at ? $" (from byte {at})" : "")}", $"it cannot be read: {Sentence(e)}", group.RowCount), e);
    }

    private static string Sentence(Exception e) => e.Message.TrimEnd('.') + ".";
}
