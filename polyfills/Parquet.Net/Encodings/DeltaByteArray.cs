using System.Buffers;
using Parquet.Columns;

namespace Parquet.Encodings;

/// <summary>
/// DELTA_LENGTH_BYTE_ARRAY (all lengths, then all bytes) and DELTA_BYTE_ARRAY (each value shares a prefix with the one before it), see
/// https://github.com/apache/parquet-format/blob/master/Encodings.md#delta-strings.
/// </summary>
internal static class DeltaByteArray
{
    /// <summary>Most bytes that data of a size may stand for: prefixes shared by thousands of values are real, by millions they are an attack.</summary>
    public static long LargestSize(int encoded) => Math.Min(Array.MaxLength, (1L << 20) + (4096L * encoded));

    /// <summary>Reads lengths and returns the bytes that they divide; <paramref name="starts"/> count from the first of these.</summary>
    public static ReadOnlySpan<byte> DecodeLengths(ReadOnlySpan<byte> source, Span<int> starts, Span<int> lengths)
    {
        int used = DeltaBinaryPacked.Decode(source, lengths);
        ReadOnlySpan<byte> bytes = source[used..];
        long start = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            starts[i] = (int)start;
            if (lengths[i] < 0)
            {
                throw new ParquetException($"DELTA_LENGTH_BYTE_ARRAY data holds the length {lengths[i]}");
            }

            start += lengths[i];
            if (start > bytes.Length)
            {
                throw new ParquetException($"DELTA_LENGTH_BYTE_ARRAY data ends after {bytes.Length} bytes, inside value {i}");
            }
        }

        return bytes;
    }

    /// <summary>Rebuilds whole values into <paramref name="bytes"/>.</summary>
    public static void Decode(ReadOnlySpan<byte> source, Span<int> starts, Span<int> lengths, ByteBuffer bytes)
    {
        int[] prefixes = ArrayPool<int>.Shared.Rent(Math.Max(1, lengths.Length));
        try
        {
            int used = DeltaBinaryPacked.Decode(source, prefixes.AsSpan(0, lengths.Length));
            ReadOnlySpan<byte> suffixes = DecodeLengths(source[used..], starts, lengths);
            int previous = 0;
            long most = LargestSize(source.Length);
            for (int i = 0; i < lengths.Length; i++)
            {
                int prefix = prefixes[i];
                int previousLength = i == 0 ? 0 : lengths[i - 1];
                if (prefix < 0 || prefix > previousLength)
                {
                    throw new ParquetException($"DELTA_BYTE_ARRAY value {i} shares {prefix} bytes with a value of {previousLength}");
                }

                ReadOnlySpan<byte> suffix = suffixes.Slice(starts[i], lengths[i]);
                int start = bytes.Length;
                if ((long)start + prefix + suffix.Length > most)
                {
                    throw new ParquetException($"DELTA_BYTE_ARRAY data of {source.Length} bytes expands beyond {most}");
                }

                Span<byte> target = bytes.Reserve(prefix + suffix.Length);
                bytes.Written.Slice(previous, prefix).CopyTo(target);
                suffix.CopyTo(target[prefix..]);
                bytes.Advance(prefix + suffix.Length);
                starts[i] = previous = start;
                lengths[i] = prefix + suffix.Length;
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(prefixes);
        }
    }

    /// <summary>Rebuilds values that must all have <paramref name="width"/> bytes.</summary>
    public static void DecodeFixed(ReadOnlySpan<byte> source, int width, Span<byte> plain)
    {
        int count = plain.Length / width;
        int[] starts = ArrayPool<int>.Shared.Rent(Math.Max(1, count));
        int[] lengths = ArrayPool<int>.Shared.Rent(Math.Max(1, count));
        using var bytes = new ByteBuffer();
        try
        {
            Decode(source, starts.AsSpan(0, count), lengths.AsSpan(0, count), bytes);
            if (lengths.AsSpan(0, count).ContainsAnyExcept(width))
            {
                throw new ParquetException($"DELTA_BYTE_ARRAY data holds values that are not {width} bytes long");
            }

            bytes.Written.CopyTo(plain);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(starts);
            ArrayPool<int>.Shared.Return(lengths);
        }
    }
}
