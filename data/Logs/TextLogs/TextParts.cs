namespace ReAgent.Data.Logs.TextLogs;

/// <summary>Splits text files. A line belongs to the part that its first byte lies in, so that no reading is needed to split.</summary>
internal static class TextParts
{
    public static IReadOnlyList<LogPart> Of(LogFile file, long targetBytes, bool canSplit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(targetBytes, 1);
        if (file.IsCompressed || !canSplit || file.Bytes <= targetBytes)
        {
            return file.Bytes == 0 ? [] : [LogPart.Whole(file.Bytes)];
        }

        // Parts of equal size instead of a small last one.
        var count = (file.Bytes + targetBytes - 1) / targetBytes;
        var parts = new List<LogPart>();
        for (long part = 0; part < count; part++)
        {
            var start = Share(part);
            var end = Share(part + 1);
            parts.Add(new LogPart(start, part + 1 == count ? long.MaxValue : end, end - start));
        }

        return parts;

        long Share(long part) => (long)((Int128)file.Bytes * part / count);
    }
}
