using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Parquet.Encodings;

/// <summary>
/// Unsigned integers of a fixed number of bits, least significant bit first, in groups of eight (so that a group of width w takes w bytes).
/// Up to 16 bits a group is gathered and scattered with PEXT and PDEP where the processor has them.
/// </summary>
internal static class BitPacking
{
    /// <summary>Values of a group.</summary>
    public const int Group = 8;

    /// <summary>Up to this width, values unpack without a loop over bits.</summary>
    public const int FastWidth = 16;

    /// <summary>The lowest bit of each byte.</summary>
    public const ulong ByteLanes = 0x0101_0101_0101_0101;

    private const ulong ShortLanes = 0x0001_0001_0001_0001;

    /// <summary>Bits needed for values from 0 to <paramref name="maximum"/>.</summary>
    public static int Width(int maximum) => 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)maximum);

    /// <summary>Packs whole groups; <paramref name="target"/> takes <c>values.Length / 8 * width</c> bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(ReadOnlySpan<int> values, int width, Span<byte> target)
    {
        int groups = values.Length / Group;
        target = target[..(groups * width)];
        switch (width)
        {
            case 0:
                return;
            case 1:
                PackBits(values[..(groups * Group)], target);
                return;
            case <= 8 when Bmi2.X64.IsSupported:
                for (int group = 0; group < groups; group++)
                {
                    ulong bits = Bmi2.X64.ParallelBitExtract(NarrowToBytes(values.Slice(group * Group, Group)), ((1UL << width) - 1) * ByteLanes);
                    Store(target[(group * width)..], bits, width);
                }

                return;
            default:
                for (int group = 0; group < groups; group++)
                {
                    PackGroup(values.Slice(group * Group, Group), width, target.Slice(group * width, width));
                }

                return;
        }
    }

    /// <summary>Unpacks <c>values.Length</c> integers, of which the last may end inside a byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Unpack(ReadOnlySpan<byte> source, int width, Span<int> values)
    {
        if (width == 0)
        {
            values.Clear();
            return;
        }

        int done = 0;
        if (Avx2.IsSupported && Bmi2.X64.IsSupported && width <= FastWidth)
        {
            done = width <= 8 ? UnpackBytes(source, width, values) : UnpackShorts(source, width, values);
        }

        long bit = (long)done * width;
        ulong mask = (1UL << width) - 1;
        for (; done < values.Length; done++, bit += width)
        {
            values[done] = (int)((Load(source, (int)(bit >> 3)) >> (int)(bit & 7)) & mask);
        }
    }

    /// <summary>Little-endian 64 bits at an offset, zero beyond the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Load(ReadOnlySpan<byte> source, int offset)
    {
        if (offset + sizeof(ulong) <= source.Length)
        {
            return BinaryPrimitives.ReadUInt64LittleEndian(source[offset..]);
        }

        ulong value = 0;
        for (int i = source.Length - 1; i >= offset; i--)
        {
            value = (value << 8) | source[i];
        }

        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int UnpackBytes(ReadOnlySpan<byte> source, int width, Span<int> values)
    {
        ulong mask = ((1UL << width) - 1) * ByteLanes;
        int groups = Math.Min(values.Length / Group, source.Length < sizeof(ulong) ? 0 : ((source.Length - sizeof(ulong)) / width) + 1);
        ref byte from = ref MemoryMarshal.GetReference(source);
        ref int to = ref MemoryMarshal.GetReference(values);
        for (int group = 0; group < groups; group++)
        {
            ulong lanes = Bmi2.X64.ParallelBitDeposit(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, group * width)), mask);
            Avx2.ConvertToVector256Int32(Vector128.CreateScalarUnsafe(lanes).AsByte()).StoreUnsafe(ref to, (nuint)(group * Group));
        }

        return groups * Group;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int UnpackShorts(ReadOnlySpan<byte> source, int width, Span<int> values)
    {
        ulong mask = ((1UL << width) - 1) * ShortLanes;
        int half = width * 4;
        int reach = (half >> 3) + sizeof(ulong);
        int groups = Math.Min(values.Length / Group, source.Length < reach ? 0 : ((source.Length - reach) / width) + 1);
        ref byte from = ref MemoryMarshal.GetReference(source);
        ref int to = ref MemoryMarshal.GetReference(values);
        for (int group = 0; group < groups; group++)
        {
            ref byte start = ref Unsafe.Add(ref from, group * width);
            ulong low = Bmi2.X64.ParallelBitDeposit(Unsafe.ReadUnaligned<ulong>(ref start), mask);
            ulong high = Bmi2.X64.ParallelBitDeposit(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, half >> 3)) >> (half & 7), mask);
            Avx2.ConvertToVector256Int32(Vector128.Create(low, high).AsUInt16()).StoreUnsafe(ref to, (nuint)(group * Group));
        }

        return groups * Group;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackBits(ReadOnlySpan<int> values, Span<byte> target)
    {
        int done = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            ref int from = ref MemoryMarshal.GetReference(values);
            for (; done + Vector512<int>.Count <= values.Length; done += Vector512<int>.Count)
            {
                ulong bits = (Vector512.LoadUnsafe(ref from, (nuint)done) << 31).ExtractMostSignificantBits();
                BinaryPrimitives.WriteUInt16LittleEndian(target[(done / 8)..], (ushort)bits);
            }
        }

        for (; done < values.Length; done += Group)
        {
            target[done / 8] = (byte)(Vector256.Create(values.Slice(done, Group)) << 31).ExtractMostSignificantBits();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NarrowToBytes(ReadOnlySpan<int> values)
    {
        Vector128<short> shorts = Vector128.Narrow(Vector128.Create(values[..4]), Vector128.Create(values.Slice(4, 4)));
        return Vector128.Narrow(shorts, shorts).AsUInt64().ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Span<byte> target, ulong bits, int width)
    {
        if (target.Length >= sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(target, bits);
            return;
        }

        for (int i = 0; i < width; i++, bits >>= 8)
        {
            target[i] = (byte)bits;
        }
    }

    private static void PackGroup(ReadOnlySpan<int> values, int width, Span<byte> target)
    {
        ulong pending = 0;
        int bits = 0;
        int at = 0;
        foreach (int value in values)
        {
            pending |= (ulong)(uint)value << bits;
            bits += width;
            for (; bits >= 8; bits -= 8, pending >>= 8)
            {
                target[at++] = (byte)pending;
            }
        }
    }
}
