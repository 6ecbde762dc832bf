using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Parquet.Columns;

namespace Parquet.Compression;

/// <summary>
/// Compresses to the Snappy block format (https://github.com/google/snappy/blob/main/format_description.txt). Input is cut into fragments of 64 KiB;
/// within a fragment a table from the hash of four bytes to their last place finds repetitions, and the search strides ever wider
/// while it finds none, so that incompressible data passes quickly.
/// </summary>
internal static class SnappyCompressor
{
    private const int FragmentSize = 1 << 16;
    private const int LargestTable = 1 << 14;

    /// <summary>Within this distance of the end no match is looked for, so that wide loads stay inside the fragment.</summary>
    private const int Margin = 16;

    /// <summary>Bytes that a compressed fragment may take at most.</summary>
    private static int MaximumSize(int length) => (int)Math.Min(int.MaxValue, 32 + length + ((long)length / 6));

    /// <summary>Compresses two pieces as if they were one, without joining them first.</summary>
    public static void Compress(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, ByteBuffer output)
    {
        output.AppendVarint((ulong)head.Length + (ulong)body.Length);

        // All room at once: a buffer that grows on the way copies what it holds, and leaves one array of each size to the pool.
        output.Reserve((int)Math.Min(Array.MaxLength - output.Length, (long)MaximumSize(head.Length) + MaximumSize(body.Length)));
        Span<ushort> table = stackalloc ushort[LargestTable];
        Compress(head, table, output);
        Compress(body, table, output);
    }

    private static void Compress(ReadOnlySpan<byte> source, Span<ushort> table, ByteBuffer output)
    {
        while (!source.IsEmpty)
        {
            ReadOnlySpan<byte> fragment = source[..Math.Min(FragmentSize, source.Length)];
            source = source[fragment.Length..];
            int size = (int)Math.Clamp(BitOperations.RoundUpToPowerOf2((uint)fragment.Length), 256, LargestTable);
            table[..size].Clear();
            Span<byte> target = output.Reserve(MaximumSize(fragment.Length));
            output.Advance(CompressFragment(fragment, target, table[..size]));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CompressFragment(ReadOnlySpan<byte> fragment, Span<byte> output, Span<ushort> hashes)
    {
        ref byte source = ref MemoryMarshal.GetReference(fragment);
        ref byte target = ref MemoryMarshal.GetReference(output);
        ref ushort table = ref MemoryMarshal.GetReference(hashes);
        int shift = 32 - BitOperations.Log2((uint)hashes.Length);
        int end = fragment.Length;
        int limit = end - Margin;
        int emitted = 0;
        int at = 0;
        int written = 0;
        while (true)
        {
            int candidate;
            int next = at + 1;
            for (int stride = 32; ; stride++)
            {
                at = next;
                next = at + (stride >> 5);
                if (next > limit)
                {
                    return EmitLiteral(ref source, emitted, end - emitted, ref target, written, end);
                }

                uint four = Load32(ref source, at);
                ref ushort slot = ref Unsafe.Add(ref table, Hash(four, shift));
                candidate = slot;
                slot = (ushort)at;
                if (Load32(ref source, candidate) == four)
                {
                    break;
                }
            }

            written = EmitLiteral(ref source, emitted, at - emitted, ref target, written, end);
            while (true)
            {
                int length = 4 + MatchLength(ref source, candidate + 4, at + 4, end);
                written = EmitCopy(at - candidate, length, ref target, written);
                at += length;
                emitted = at;
                if (at >= limit)
                {
                    return EmitLiteral(ref source, emitted, end - emitted, ref target, written, end);
                }

                Unsafe.Add(ref table, Hash(Load32(ref source, at - 1), shift)) = (ushort)(at - 1);
                uint four = Load32(ref source, at);
                ref ushort slot = ref Unsafe.Add(ref table, Hash(four, shift));
                candidate = slot;
                slot = (ushort)at;
                if (Load32(ref source, candidate) != four)
                {
                    break;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Load32(ref byte source, int at) => Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref source, at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Hash(uint four, int shift) => (int)((four * 0x1e35_a7bd) >> shift);

    /// <summary>How many bytes from two places on are equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int MatchLength(ref byte source, int earlier, int later, int end)
    {
        int start = later;
        while (later + sizeof(ulong) <= end)
        {
            ulong difference = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, earlier)) ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, later));
            if (difference != 0)
            {
                return later - start + (BitOperations.TrailingZeroCount(difference) >> 3);
            }

            earlier += sizeof(ulong);
            later += sizeof(ulong);
        }

        while (later < end && Unsafe.Add(ref source, earlier) == Unsafe.Add(ref source, later))
        {
            earlier++;
            later++;
        }

        return later - start;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EmitLiteral(ref byte source, int start, int length, ref byte target, int written, int end)
    {
        if (length <= 16 && length > 0 && start + 16 <= end)
        {
            // The target always has room for the bytes copied too many.
            Unsafe.Add(ref target, written) = (byte)((length - 1) << 2);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, written + 1), Unsafe.ReadUnaligned<UInt128>(ref Unsafe.Add(ref source, start)));
            return written + 1 + length;
        }

        return EmitLongLiteral(ref source, start, length, ref target, written);
    }

    private static int EmitLongLiteral(ref byte source, int start, int length, ref byte target, int written)
    {
        if (length == 0)
        {
            return written;
        }

        int stored = length - 1;
        if (stored < 60)
        {
            Unsafe.Add(ref target, written++) = (byte)(stored << 2);
        }
        else
        {
            int bytes = stored < 1 << 8 ? 1 : 2;
            Unsafe.Add(ref target, written++) = (byte)((59 + bytes) << 2);
            for (int i = 0; i < bytes; i++, stored >>= 8)
            {
                Unsafe.Add(ref target, written++) = (byte)stored;
            }
        }

        Unsafe.CopyBlockUnaligned(ref Unsafe.Add(ref target, written), ref Unsafe.Add(ref source, start), (uint)length);
        return written + length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EmitCopy(int offset, int length, ref byte target, int written)
    {
        // A copy holds at most 64 bytes and at least 4 in its short form: leave enough for the last one.
        while (length >= 68)
        {
            written = EmitCopy3(offset, 64, ref target, written);
            length -= 64;
        }

        if (length > 64)
        {
            written = EmitCopy3(offset, 60, ref target, written);
            length -= 60;
        }

        if (length < 12 && offset < 2048)
        {
            Unsafe.Add(ref target, written) = (byte)(1 | ((length - 4) << 2) | (offset >> 8 << 5));
            Unsafe.Add(ref target, written + 1) = (byte)offset;
            return written + 2;
        }

        return EmitCopy3(offset, length, ref target, written);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EmitCopy3(int offset, int length, ref byte target, int written)
    {
        Unsafe.Add(ref target, written) = (byte)(2 | ((length - 1) << 2));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, written + 1), (ushort)offset);
        return written + 3;
    }
}
