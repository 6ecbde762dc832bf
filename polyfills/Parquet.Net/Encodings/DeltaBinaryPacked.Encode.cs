using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Parquet.Columns;

namespace Parquet.Encodings;

/// <content>Writing, in blocks of 128 differences and miniblocks of 32.</content>
internal static partial class DeltaBinaryPacked
{
    /// <summary>Most bytes that a block takes: its smallest difference, the widths, and all differences in full.</summary>
    private const int LargestEncodedBlock = 10 + MiniblockCount + (BlockSize * sizeof(ulong)) + sizeof(ulong);

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Encode<T>(ReadOnlySpan<T> values, ByteBuffer output)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        output.AppendVarint(BlockSize);
        output.AppendVarint(MiniblockCount);
        output.AppendVarint((ulong)values.Length);
        output.AppendZigZag(values.IsEmpty ? 0 : long.CreateTruncating(values[0]));
        Span<T> deltas = stackalloc T[BlockSize];
        for (int start = 1; start < values.Length; start += BlockSize)
        {
            int count = Math.Min(BlockSize, values.Length - start);
            T smallest = Subtract(values.Slice(start - 1, count + 1), deltas);
            output.AppendZigZag(long.CreateTruncating(smallest));
            Span<byte> target = output.Reserve(LargestEncodedBlock);
            output.Advance(Pack(deltas, smallest, count, target));
        }
    }

    /// <summary>Differences of neighbours, one fewer than values; returns the smallest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Subtract<T>(ReadOnlySpan<T> values, Span<T> deltas)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        int count = values.Length - 1;
        int done = 0;
        T smallest = T.MaxValue;
        if (count >= Vector<T>.Count)
        {
            ref T start = ref MemoryMarshal.GetReference(values);
            ref T target = ref MemoryMarshal.GetReference(deltas);
            var least = new Vector<T>(T.MaxValue);
            for (; done + Vector<T>.Count <= count; done += Vector<T>.Count)
            {
                Vector<T> delta = Vector.LoadUnsafe(ref start, (nuint)(done + 1)) - Vector.LoadUnsafe(ref start, (nuint)done);
                least = Vector.Min(least, delta);
                delta.StoreUnsafe(ref target, (nuint)done);
            }

            for (int lane = 0; lane < Vector<T>.Count; lane++)
            {
                smallest = T.Min(smallest, least[lane]);
            }
        }

        for (; done < count; done++)
        {
            deltas[done] = values[done + 1] - values[done];
            smallest = T.Min(smallest, deltas[done]);
        }

        return smallest;
    }

    /// <summary>Widths and miniblocks of one block; a last incomplete miniblock is filled up with zeros. Returns the bytes written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Pack<T>(Span<T> deltas, T smallest, int count, Span<byte> target)
        where T : unmanaged, IBinaryInteger<T>
    {
        deltas[count..].Fill(smallest);
        int at = MiniblockCount;
        for (int miniblock = 0; miniblock < MiniblockCount; miniblock++)
        {
            // From here on the miniblock holds what each difference has above the smallest, as an unsigned number of the type's width.
            Span<T> excesses = deltas.Slice(miniblock * MiniblockSize, MiniblockSize);
            int width = Lower(excesses, smallest);
            target[miniblock] = (byte)width;
            if (miniblock * MiniblockSize < count)
            {
                Pack(excesses, width, target[at..]);
                at += MiniblockSize / 8 * width;
            }
        }

        return at;
    }

    /// <summary>Subtracts the smallest difference and returns the bits that the largest remainder needs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Lower<T>(Span<T> deltas, T smallest)
        where T : unmanaged, IBinaryInteger<T>
    {
        ref T start = ref MemoryMarshal.GetReference(deltas);
        var origin = new Vector<T>(smallest);
        Vector<T> all = Vector<T>.Zero;
        for (int done = 0; done < MiniblockSize; done += Vector<T>.Count)
        {
            Vector<T> excess = Vector.LoadUnsafe(ref start, (nuint)done) - origin;
            all |= excess;
            excess.StoreUnsafe(ref start, (nuint)done);
        }

        T bits = T.Zero;
        for (int lane = 0; lane < Vector<T>.Count; lane++)
        {
            bits |= all[lane];
        }

        return (Unsafe.SizeOf<T>() * 8) - int.CreateTruncating(T.LeadingZeroCount(bits));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pack<T>(ReadOnlySpan<T> excesses, int width, Span<byte> target)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (width == 0)
        {
            return;
        }

        if (width <= 8 && Bmi2.X64.IsSupported)
        {
            ulong mask = ((1UL << width) - 1) * BitPacking.ByteLanes;
            for (int group = 0; group < MiniblockSize / BitPacking.Group; group++)
            {
                ulong bytes = NarrowToBytes(excesses.Slice(group * BitPacking.Group, BitPacking.Group));
                BinaryPrimitives.WriteUInt64LittleEndian(target[(group * width)..], Bmi2.X64.ParallelBitExtract(bytes, mask));
            }

            return;
        }

        PackWide(excesses, width, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NarrowToBytes<T>(ReadOnlySpan<T> group)
        where T : unmanaged
    {
        ref T start = ref MemoryMarshal.GetReference(group);
        Vector256<uint> integers;
        if (Unsafe.SizeOf<T>() == sizeof(ulong))
        {
            ref ulong longs = ref Unsafe.As<T, ulong>(ref start);
            integers = Vector256.Narrow(Vector256.LoadUnsafe(ref longs), Vector256.LoadUnsafe(ref longs, 4));
        }
        else
        {
            integers = Vector256.LoadUnsafe(ref Unsafe.As<T, uint>(ref start));
        }

        Vector128<ushort> shorts = Vector128.Narrow(integers.GetLower(), integers.GetUpper());
        return Vector128.Narrow(shorts, shorts).AsUInt64().ToScalar();
    }

    private static void PackWide<T>(ReadOnlySpan<T> excesses, int width, Span<byte> target)
        where T : unmanaged, IBinaryInteger<T>
    {
        ulong mask = Unsafe.SizeOf<T>() == sizeof(int) ? uint.MaxValue : ulong.MaxValue;
        ulong pending = 0;
        int bits = 0;
        int at = 0;
        foreach (T value in excesses)
        {
            ulong excess = ulong.CreateTruncating(value) & mask;
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
    }
}
