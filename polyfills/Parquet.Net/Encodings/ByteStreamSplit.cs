namespace Parquet.Encodings;

/// <summary>BYTE_STREAM_SPLIT: the first bytes of all values, then all second bytes, and so on.</summary>
internal static class ByteStreamSplit
{
    /// <summary>Restores values of <paramref name="width"/> bytes to their PLAIN layout.</summary>
    public static void Decode(ReadOnlySpan<byte> source, int width, Span<byte> plain)
    {
        int count = plain.Length / width;
        for (int stream = 0; stream < width; stream++)
        {
            ReadOnlySpan<byte> bytes = source.Slice(stream * count, count);
            for (int i = 0, at = stream; i < bytes.Length; i++, at += width)
            {
                plain[at] = bytes[i];
            }
        }
    }

    public static void Encode(ReadOnlySpan<byte> plain, int width, Span<byte> target)
    {
        int count = plain.Length / width;
        for (int stream = 0; stream < width; stream++)
        {
            Span<byte> bytes = target.Slice(stream * count, count);
            for (int i = 0, at = stream; i < bytes.Length; i++, at += width)
            {
                bytes[i] = plain[at];
            }
        }
    }
}
