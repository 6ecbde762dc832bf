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
        Place place = Run(source, new Place(ReadLength(source, length), 0, 0), target, length, length, []);
        if (place.To != length)
        {
            throw new ParquetException($"Snappy data ends after {place.To} of {length} bytes");
        }
    }

    /// <summary>Reads the length that opens the data and returns where the elements start.</summary>
    internal static int ReadLength(ReadOnlySpan<byte> source, int length)
    {
        int start = 0;
        ulong declared = Bytes.ReadVarint(source, ref start, "Snappy data");
        return declared == (ulong)length
            ? start
            : throw new ParquetException($"Snappy data declares {declared} bytes where the page declares {length}");
    }

    /// <summary>Decompresses from one place to the first element end, or place inside a long literal, at or after <paramref name="stop"/>.</summary>
    /// <param name="source">All compressed bytes.</param>
    /// <param name="start">Where to go on.</param>
    /// <param name="decompressed">Takes the bytes; what lies behind them may be overwritten.</param>
    /// <param name="stop">How many bytes are wanted.</param>
    /// <param name="length">How many bytes there may be at most.</param>
    /// <param name="history">Bytes that came before the first of <paramref name="decompressed"/> and may be copied from.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static Place Run(ReadOnlySpan<byte> source, Place start, Span<byte> decompressed, int stop, int length, ReadOnlySpan<byte> history)
    {
        int from = start.From;
        int to = start.To;
        int end = source.Length;
        int capacity = decompressed.Length;
        ref byte data = ref MemoryMarshal.GetReference(source);
        ref byte target = ref MemoryMarshal.GetReference(decompressed);
        if (start.Pending > 0)
        {
            (from, to, int pending) = CopyLiteral(ref data, from, end, ref target, to, stop, length, start.Pending);
            if (pending > 0)
            {
                return new Place(from, to, pending);
            }
        }

        while (from < end && to < stop)
        {
            uint tag = Unsafe.Add(ref data, from++);
            if ((tag & 3) == 0)
            {
                int size = (int)(tag >> 2) + 1;
                if (size <= 16 && end - from >= 16 && capacity - to >= 16)
                {
                    Vector128.LoadUnsafe(ref Unsafe.Add(ref data, from)).StoreUnsafe(ref Unsafe.Add(ref target, to));
                    from += size;
                    to += size;
                    if (to > length)
                    {
                        throw Overrun(length);
                    }

                    continue;
                }

                if (size > 60)
                {
                    (from, size) = ReadLiteralLength(ref data, from, end, size - 60);
                }

                (from, to, int pending) = CopyLiteral(ref data, from, end, ref target, to, stop, length, size);
                if (pending > 0)
                {
                    return new Place(from, to, pending);
                }

                continue;
            }

            int offset;
            int count;
            if (end - from >= sizeof(uint))
            {
                // One load serves all three forms; the table of the format says how much of it is offset.
                uint bytes = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref data, from));
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
                (offset, count, from) = ReadLastCopy(ref data, from, end, tag);
            }

            if (count > length - to)
            {
                throw Overrun(length + history.Length);
            }

            // An offset of zero or beyond the start wraps around to a huge number.
            if ((uint)(offset - 1) >= (uint)to)
            {
                CopyHistory(decompressed, to, (uint)offset, count, history);
                to += count;
                continue;
            }

            CopyEarlier(ref target, to, offset, count, capacity);
            to += count;
        }

        // What is left when all was wanted is one element too many.
        return from < end && to == length && stop == length ? throw Overrun(length + history.Length) : new Place(from, to, 0);
    }

    private static (int From, int Size) ReadLiteralLength(ref byte source, int from, int end, int bytes)
    {
        if (end - from < bytes)
        {
            throw Truncated();
        }

        uint stored = 0;
        for (int i = bytes - 1; i >= 0; i--)
        {
            stored = (stored << 8) | Unsafe.Add(ref source, from + i);
        }

        return stored < int.MaxValue ? (from + bytes, (int)stored + 1) : throw Truncated();
    }

    /// <summary>Copies a literal up to <paramref name="stop"/>; what is left of it is still pending.</summary>
    private static (int From, int To, int Pending) CopyLiteral(ref byte source, int from, int end, ref byte target, int to, int stop, int length, int size)
    {
        if (size > end - from)
        {
            throw Truncated();
        }

        if (size > length - to)
        {
            throw Overrun(length);
        }

        int taken = Math.Min(size, stop - to);
        Unsafe.CopyBlockUnaligned(ref Unsafe.Add(ref target, to), ref Unsafe.Add(ref source, from), (uint)taken);
        return (from + taken, to + taken, size - taken);
    }

    /// <summary>A copy that starts before the target's first byte.</summary>
    private static void CopyHistory(Span<byte> target, int to, uint offset, int count, ReadOnlySpan<byte> history)
    {
        if (offset == 0 || offset > (uint)to + (uint)history.Length)
        {
            throw new ParquetException($"Snappy data copies from {offset} bytes back, {(uint)to + (uint)history.Length} bytes after its start");
        }

        int earlier = to - (int)offset;
        for (int i = 0; i < count; i++, earlier++)
        {
            target[to + i] = earlier < 0 ? history[history.Length + earlier] : target[earlier];
        }
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

    /// <summary>How far a decompression has come: compressed bytes read, bytes written, and what is left of a literal between them.</summary>
    internal readonly record struct Place(int From, int To, int Pending);
}
