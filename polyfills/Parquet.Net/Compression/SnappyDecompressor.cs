using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Parquet.Encodings;

namespace Parquet.Compression;

/// <summary>
/// Reads the Snappy block format. Elements are copied in wide steps that may write past their end, as long as that stays inside the target;
/// every length and offset is checked first.
/// </summary>
internal static class SnappyDecompressor
{
    /// <summary>Room after the decompressed bytes with which all copies can be wide.</summary>
    public const int Slack = 64;

    /// <summary>Most bytes that a compressed byte can stand for: a copy of 64 takes 3 bytes.</summary>
    public const int MaximumRatio = 22;

    /// <summary>Decompresses into the first <paramref name="length"/> bytes of <paramref name="target"/>; what lies behind them may be overwritten.</summary>
    /// <exception cref="ParquetException">The data is malformed or decompresses to another length.</exception>
    public static void Decompress(ReadOnlySpan<byte> source, Span<byte> target, int length)
    {
        int start = 0;
        ulong declared = Bytes.ReadVarint(source, ref start, "Snappy data");
        if (declared != (ulong)length)
        {
            throw new ParquetException($"Snappy data declares {declared} bytes where the page declares {length}");
        }

        int written = Decompress(ref MemoryMarshal.GetReference(source), start, source.Length, ref MemoryMarshal.GetReference(target), length, target.Length);
        if (written != length)
        {
            throw new ParquetException($"Snappy data ends after {written} of {length} bytes");
        }
    }

    private static int Decompress(ref byte source, int from, int end, ref byte target, int length, int capacity)
    {
        int to = 0;
        while (from < end)
        {
            uint tag = Unsafe.Add(ref source, from++);
            if ((tag & 3) == 0)
            {
                int size = (int)(tag >> 2) + 1;
                if (size <= 16 && end - from >= 16 && capacity - to >= 16)
                {
                    Vector128.LoadUnsafe(ref Unsafe.Add(ref source, from)).StoreUnsafe(ref Unsafe.Add(ref target, to));
                    from += size;
                    to += size;
                    if (to > length)
                    {
                        throw Overrun(length);
                    }

                    continue;
                }

                (from, to) = CopyLiteral(ref source, from, end, ref target, to, length, size);
                continue;
            }

            int offset;
            int count;
            if (end - from >= sizeof(uint))
            {
                // One load serves all three forms; the table of the format says how much of it is offset.
                uint bytes = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref source, from));
                switch (tag & 3)
                {
                    case 1:
                        offset = (int)((tag >> 5 << 8) | (bytes & 0xff));
                        count = (int)((tag >> 2) & 7) + 4;
                        from += 1;
                        break;
                    case 2:
                        offset = (int)(bytes & 0xffff);
                        count = (int)(tag >> 2) + 1;
                        from += 2;
                        break;
                    default:
                        offset = (int)bytes;
                        count = (int)(tag >> 2) + 1;
                        from += 4;
                        break;
                }
            }
            else
            {
                (offset, count, from) = ReadLastCopy(ref source, from, end, tag);
            }

            // An offset of zero or beyond the start wraps around to a huge number.
            if ((uint)(offset - 1) >= (uint)to)
            {
                throw new ParquetException($"Snappy data copies from {(uint)offset} bytes back, {to} bytes after its start");
            }

            if (count > length - to)
            {
                throw Overrun(length);
            }

            CopyEarlier(ref target, to, offset, count, capacity);
            to += count;
        }

        return to;
    }

    private static (int From, int To) CopyLiteral(ref byte source, int from, int end, ref byte target, int to, int length, int size)
    {
        if (size > 60)
        {
            int bytes = size - 60;
            if (end - from < bytes)
            {
                throw Truncated();
            }

            uint stored = 0;
            for (int i = bytes - 1; i >= 0; i--)
            {
                stored = (stored << 8) | Unsafe.Add(ref source, from + i);
            }

            from += bytes;
            if (stored >= int.MaxValue)
            {
                throw Truncated();
            }

            size = (int)stored + 1;
        }

        if (size > end - from)
        {
            throw Truncated();
        }

        if (size > length - to)
        {
            throw Overrun(length);
        }

        Unsafe.CopyBlockUnaligned(ref Unsafe.Add(ref target, to), ref Unsafe.Add(ref source, from), (uint)size);
        return (from + size, to + size);
    }

    private static (int Offset, int Count, int From) ReadLastCopy(ref byte source, int from, int end, uint tag)
    {
        int bytes = (tag & 3) switch { 1 => 1, 2 => 2, _ => 4 };
        if (end - from < bytes)
        {
            throw Truncated();
        }

        int low = Unsafe.Add(ref source, from);
        return bytes == 1
            ? ((int)(tag >> 5 << 8) | low, (int)((tag >> 2) & 7) + 4, from + 1)
            : (low | (Unsafe.Add(ref source, from + 1) << 8), (int)(tag >> 2) + 1, from + 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyEarlier(ref byte target, int to, int offset, int count, int capacity)
    {
        ref byte place = ref Unsafe.Add(ref target, to);
        ref byte earlier = ref Unsafe.Subtract(ref place, offset);
        if (offset >= 16 && capacity - to >= Slack)
        {
            // No chunk reads what it writes, so order does not matter within a chunk.
            Vector128.LoadUnsafe(ref earlier).StoreUnsafe(ref place);
            for (int done = 16; done < count; done += 16)
            {
                Vector128.LoadUnsafe(ref earlier, (nuint)done).StoreUnsafe(ref place, (nuint)done);
            }
        }
        else if (offset >= 8 && capacity - to >= Slack)
        {
            for (int done = 0; done < count; done += 8)
            {
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref place, done), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref earlier, done)));
            }
        }
        else
        {
            CopyOverlapping(ref place, offset, count, capacity - to);
        }
    }

    /// <summary>A copy whose source overlaps its target repeats a pattern of <paramref name="offset"/> bytes.</summary>
    private static void CopyOverlapping(ref byte place, int offset, int count, int room)
    {
        int done = 0;
        if (room >= Slack && offset < 8)
        {
            // Lay the pattern out once to at least eight bytes; from then on it can be copied eight bytes at a time from a whole multiple back.
            while (done < 8)
            {
                Unsafe.Add(ref place, done) = Unsafe.Add(ref place, done - offset);
                done++;
            }

            int period = offset * ((7 / offset) + 1);
            for (; done < count; done += 8)
            {
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref place, done), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref place, done - period)));
            }

            return;
        }

        for (; done < count; done++)
        {
            Unsafe.Add(ref place, done) = Unsafe.Add(ref place, done - offset);
        }
    }

    private static ParquetException Truncated() => new("Snappy data ends inside an element");

    private static ParquetException Overrun(int length) => new($"Snappy data holds more than the {length} bytes it declares");
}
