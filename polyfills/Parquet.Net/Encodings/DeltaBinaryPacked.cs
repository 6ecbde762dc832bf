using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Parquet.Encodings;

/// <summary>
/// DELTA_BINARY_PACKED: differences, less the smallest of their block, bit-packed per miniblock
/// (https://github.com/apache/parquet-format/blob/master/Encodings.md#DELTAENC). Differences wrap around in the width of the type.
/// </summary>
internal static partial class DeltaBinaryPacked
{
    private const int BlockSize = 128;
    private const int MiniblockCount = 4;
    private const int MiniblockSize = BlockSize / MiniblockCount;
    private const string What = "DELTA_BINARY_PACKED data";

    private const int LargestWidth = 64;

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
        T previous = T.CreateTruncating(Bytes.ReadZigZag(source, ref position, What));
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

        values[0] = previous;
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

                // Writers that subtract 32 bit integers as 64 bit ones need 33 bits; modulo the width of the type the sums are the same.
                if (width > LargestWidth)
                {
                    throw new ParquetException($"{What}: a miniblock of {width} bits, above {LargestWidth}");
                }

                int size = miniblockSize / 8 * width;
                ReadOnlySpan<byte> packed = source[position..];
                int take = Math.Min(miniblockSize, values.Length - done);
                packed = Bytes.Take(packed, Math.Min(size, packed.Length), What);
                if ((long)packed.Length * 8 < (long)take * width)
                {
                    throw new ParquetException($"{What} ends inside a miniblock");
                }

                // Whole words may be loaded beyond the miniblock, as long as they stay inside the page.
                previous = Accumulate(source[position..], width, T.CreateTruncating(smallest), previous, values.Slice(done, take));
                position += packed.Length;
                done += take;
            }
        }

        return position;
    }

    private static T Accumulate<T>(ReadOnlySpan<byte> packed, int width, T smallest, T previous, Span<T> values)
        where T : unmanaged, IBinaryInteger<T> =>
        width == 0 ? AccumulateConstant(smallest, previous, values)
        : width <= BitPacking.FastWidth ? AccumulateNarrow(packed, width, smallest, previous, values)
        : AccumulateWide(packed, width, smallest, previous, values);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T AccumulateConstant<T>(T step, T previous, Span<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        int done = 0;
        if (values.Length >= Vector<T>.Count)
        {
            Vector<T> next = Vector.CreateSequence(previous + step, step);
            var stride = new Vector<T>(step * T.CreateTruncating(Vector<T>.Count));
            for (; done + Vector<T>.Count <= values.Length; done += Vector<T>.Count, next += stride)
            {
                next.StoreUnsafe(ref MemoryMarshal.GetReference(values), (nuint)done);
            }

            previous = values[done - 1];
        }

        for (; done < values.Length; done++)
        {
            previous += step;
            values[done] = previous;
        }

        return previous;
    }

    /// <summary>Unpacks a miniblock at a time, so that only one addition per value waits for the one before it.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T AccumulateNarrow<T>(ReadOnlySpan<byte> packed, int width, T smallest, T previous, Span<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (typeof(T) == typeof(long) && width <= 8 && Avx512F.IsSupported && Bmi2.X64.IsSupported)
        {
            int summed = SumGroups(packed, width, long.CreateTruncating(smallest), long.CreateTruncating(previous), MemoryMarshal.Cast<T, long>(values));
            previous = summed == 0 ? previous : values[summed - 1];
            values = values[summed..];
            packed = packed[(summed / BitPacking.Group * width)..];
        }

        Span<int> excesses = stackalloc int[MiniblockSize];
        while (!values.IsEmpty)
        {
            int count = Math.Min(MiniblockSize, values.Length);
            BitPacking.Unpack(packed, width, excesses[..count]);
            ref int excess = ref MemoryMarshal.GetReference(excesses);
            ref T value = ref MemoryMarshal.GetReference(values);
            for (nuint i = 0; i < (nuint)count; i++)
            {
                previous += smallest + T.CreateTruncating(Unsafe.Add(ref excess, i));
                Unsafe.Add(ref value, i) = previous;
            }

            values = values[count..];
            packed = values.IsEmpty ? [] : packed[(MiniblockSize / 8 * width)..];
        }

        return previous;
    }

    /// <summary>
    /// Running sums of whole groups of eight, each by three shifted additions. Stops where a load would reach beyond the page; returns the values made.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int SumGroups(ReadOnlySpan<byte> packed, int width, long smallest, long previous, Span<long> values)
    {
        ulong mask = ((1UL << width) - 1) * BitPacking.ByteLanes;
        int groups = Math.Min(values.Length / BitPacking.Group, packed.Length < sizeof(ulong) ? 0 : ((packed.Length - sizeof(ulong)) / width) + 1);
        ref byte source = ref MemoryMarshal.GetReference(packed);
        ref long target = ref MemoryMarshal.GetReference(values);
        var last = Vector512.Create(previous);
        for (int group = 0; group < groups; group++)
        {
            ulong lanes = Bmi2.X64.ParallelBitDeposit(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, group * width)), mask);
            Vector512<long> sums = Avx512F.ConvertToVector512Int64(Vector128.CreateScalarUnsafe(lanes).AsByte()) + Vector512.Create(smallest);
            sums += Vector512.Shuffle(sums, Vector512.Create(8L, 0, 1, 2, 3, 4, 5, 6));
            sums += Vector512.Shuffle(sums, Vector512.Create(8L, 8, 0, 1, 2, 3, 4, 5));
            sums += Vector512.Shuffle(sums, Vector512.Create(8L, 8, 8, 8, 0, 1, 2, 3));
            sums += last;
            sums.StoreUnsafe(ref target, (nuint)(group * BitPacking.Group));
            last = Vector512.Shuffle(sums, Vector512.Create(7L));
        }

        return groups * BitPacking.Group;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T AccumulateWide<T>(ReadOnlySpan<byte> packed, int width, T smallest, T previous, Span<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        ulong mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        long bit = 0;
        for (int i = 0; i < values.Length; i++, bit += width)
        {
            int shift = (int)(bit & 7);
            int at = (int)(bit >> 3);
            ulong excess = BitPacking.Load(packed, at) >> shift;
            if (shift + width > 64)
            {
                excess |= BitPacking.Load(packed, at + sizeof(ulong)) << (64 - shift);
            }

            previous += smallest + T.CreateTruncating(excess & mask);
            values[i] = previous;
        }

        return previous;
    }
}
