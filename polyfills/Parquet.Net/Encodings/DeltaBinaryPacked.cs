using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Parquet.Columns;

namespace Parquet.Encodings;

/// <summary>
/// DELTA_BINARY_PACKED: differences, less the smallest of their block, bit-packed per miniblock
/// (https://github.com/apache/parquet-format/blob/master/Encodings.md#DELTAENC). Differences wrap around in the width of the type.
/// </summary>
internal static class DeltaBinaryPacked
{
    private const int BlockSize = 128;
    private const int MiniblockCount = 4;
    private const int MiniblockSize = BlockSize / MiniblockCount;
    private const string What = "DELTA_BINARY_PACKED data";

    /// <summary>Far above what any writer uses; a larger block is a sign of corruption.</summary>
    private const int LargestBlock = 1 << 20;

    /// <summary>Decodes <c>values.Length</c> integers of 4 or 8 bytes and returns the bytes used.</summary>
    /// <exception cref="ParquetException">The data breaks the encoding's rules or holds another number of values.</exception>
    public static int Decode<T>(ReadOnlySpan<byte> source, Span<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        int position = 0;
        ulong blockSize = Bytes.ReadVarint(source, ref position, What);
        ulong miniblocks = Bytes.ReadVarint(source, ref position, What);
        ulong count = Bytes.ReadVarint(source, ref position, What);
        long previous = Bytes.ReadZigZag(source, ref position, What);
        if (blockSize is 0 or > LargestBlock || blockSize % 128 != 0 || miniblocks == 0 || blockSize % miniblocks != 0 || blockSize / miniblocks % 32 != 0)
        {
            throw new ParquetException($"{What}: blocks of {blockSize} values in {miniblocks} miniblocks are not allowed");
        }

        if (count != (ulong)values.Length)
        {
            throw new ParquetException($"{What}: {count} values where {values.Length} belong");
        }

        if (values.IsEmpty)
        {
            return position;
        }

        values[0] = T.CreateTruncating(previous);
        int done = 1;
        int miniblockSize = (int)(blockSize / miniblocks);
        while (done < values.Length)
        {
            long smallest = Bytes.ReadZigZag(source, ref position, What);
            ReadOnlySpan<byte> widths = Bytes.Take(source[position..], (long)miniblocks, What);
            position += widths.Length;
            foreach (byte width in widths)
            {
                if (done == values.Length)
                {
                    break;
                }

                int maximum = Unsafe.SizeOf<T>() * 8;
                if (width > maximum)
                {
                    throw new ParquetException($"{What}: a miniblock of {width} bits, above {maximum}");
                }

                int size = miniblockSize / 8 * width;
                ReadOnlySpan<byte> packed = source[position..];
                int take = Math.Min(miniblockSize, values.Length - done);
                packed = Bytes.Take(packed, Math.Min(size, packed.Length), What);
                if ((long)packed.Length * 8 < (long)take * width)
                {
                    throw new ParquetException($"{What} ends inside a miniblock");
                }

                position += packed.Length;
                previous = Accumulate(packed, width, smallest, previous, values.Slice(done, take));
                done += take;
            }
        }

        return position;
    }

    public static void Encode<T>(ReadOnlySpan<T> values, ByteBuffer output)
        where T : unmanaged, IBinaryInteger<T>
    {
        output.AppendVarint(BlockSize);
        output.AppendVarint(MiniblockCount);
        output.AppendVarint((ulong)values.Length);
        output.AppendZigZag(values.IsEmpty ? 0 : long.CreateTruncating(values[0]));
        Span<long> deltas = stackalloc long[BlockSize];
        for (int start = 1; start < values.Length; start += BlockSize)
        {
            int count = Math.Min(BlockSize, values.Length - start);
            for (int i = 0; i < count; i++)
            {
                deltas[i] = long.CreateTruncating(values[start + i] - values[start + i - 1]);
            }

            EncodeBlock<T>(deltas[..count], output);
        }
    }

    private static void EncodeBlock<T>(Span<long> deltas, ByteBuffer output)
        where T : unmanaged, IBinaryInteger<T>
    {
        long smallest = deltas[0];
        foreach (long delta in deltas)
        {
            smallest = Math.Min(smallest, delta);
        }

        // From here on the block holds what each difference has above the smallest, as an unsigned number of the type's width.
        ulong mask = Unsafe.SizeOf<T>() == sizeof(int) ? uint.MaxValue : ulong.MaxValue;
        Span<ulong> excesses = MemoryMarshal.Cast<long, ulong>(deltas);
        foreach (ref ulong excess in excesses)
        {
            excess = (excess - (ulong)smallest) & mask;
        }

        output.AppendZigZag(smallest);
        Span<int> widths = stackalloc int[MiniblockCount];
        for (int miniblock = 0; miniblock < MiniblockCount; miniblock++)
        {
            ulong all = 0;
            foreach (ulong excess in Miniblock(excesses, miniblock))
            {
                all |= excess;
            }

            widths[miniblock] = 64 - BitOperations.LeadingZeroCount(all);
            output.Append((byte)widths[miniblock]);
        }

        for (int miniblock = 0; miniblock < MiniblockCount; miniblock++)
        {
            ReadOnlySpan<ulong> part = Miniblock(excesses, miniblock);
            if (!part.IsEmpty)
            {
                Pack(part, widths[miniblock], output);
            }
        }
    }

    private static ReadOnlySpan<ulong> Miniblock(ReadOnlySpan<ulong> excesses, int index)
    {
        int start = Math.Min(excesses.Length, index * MiniblockSize);
        return excesses[start..Math.Min(excesses.Length, start + MiniblockSize)];
    }

    /// <summary>One miniblock, filled up with zeros.</summary>
    private static void Pack(ReadOnlySpan<ulong> excesses, int width, ByteBuffer output)
    {
        int size = MiniblockSize / 8 * width;
        Span<byte> target = output.Reserve(size + sizeof(ulong));
        target[..(size + sizeof(ulong))].Clear();
        ulong pending = 0;
        int bits = 0;
        int at = 0;
        foreach (ulong excess in excesses)
        {
            pending |= excess << bits;
            bits += width;
            if (bits >= 64)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(target[at..], pending);
                at += sizeof(ulong);
                bits -= 64;

                // A shift by 64 would shift by nothing.
                pending = bits == 0 ? 0 : excess >> (width - bits);
            }
        }

        BinaryPrimitives.WriteUInt64LittleEndian(target[at..], pending);
        output.Advance(size);
    }

    private static long Accumulate<T>(ReadOnlySpan<byte> packed, int width, long smallest, long previous, Span<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        ulong mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        int bit = 0;
        for (int i = 0; i < values.Length; i++, bit += width)
        {
            int shift = bit & 7;
            ulong excess = width == 0 ? 0 : BitPacking.Load(packed, bit >> 3) >> shift;
            if (shift + width > 64)
            {
                excess |= BitPacking.Load(packed, (bit >> 3) + sizeof(ulong)) << (64 - shift);
            }

            previous = unchecked(previous + smallest + (long)(excess & mask));
            values[i] = T.CreateTruncating(previous);
        }

        return previous;
    }
}
