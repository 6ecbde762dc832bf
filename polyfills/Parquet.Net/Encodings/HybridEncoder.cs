using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Parquet.Columns;

namespace Parquet.Encodings;

/// <summary>Writes the RLE / bit-packed hybrid that <see cref="HybridDecoder"/> reads.</summary>
internal static class HybridEncoder
{
    /// <summary>Shorter runs cost less inside a bit-packed run than as a run of their own.</summary>
    private const int ShortestRun = 24;

    /// <summary>Bit-packed runs are cut here, so that a run is still in cache when it is packed after having been scanned.</summary>
    private const int LongestPackedRun = 4096;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Encode(ReadOnlySpan<int> values, int width, ByteBuffer output)
    {
        int pending = 0;
        int at = 0;
        while (at < values.Length)
        {
            int run = RunLength(values[at..]);
            if (run >= ShortestRun || (pending == at && run == values.Length - at))
            {
                Pack(values[pending..at], width, output);
                Repeat(values[at], run, width, output);
                at += run;
                pending = at;
                continue;
            }

            at = Math.Min(values.Length, at + BitPacking.Group);
            if (at - pending == LongestPackedRun)
            {
                Pack(values[pending..at], width, output);
                pending = at;
            }
        }

        Pack(values[pending..], width, output);
    }

    private static void Repeat(int value, int count, int width, ByteBuffer output)
    {
        output.AppendVarint((ulong)count << 1);
        for (int bit = 0; bit < width; bit += 8)
        {
            output.Append((byte)(value >> bit));
        }
    }

    /// <summary>One bit-packed run; a last incomplete group is filled with zeros.</summary>
    private static void Pack(ReadOnlySpan<int> values, int width, ByteBuffer output)
    {
        if (values.IsEmpty)
        {
            return;
        }

        int whole = values.Length / BitPacking.Group;
        int groups = (values.Length + BitPacking.Group - 1) / BitPacking.Group;
        output.AppendVarint(((ulong)groups << 1) | 1);
        Span<byte> target = output.Reserve(groups * width);
        BitPacking.Pack(values[..(whole * BitPacking.Group)], width, target[..(whole * width)]);
        if (groups > whole)
        {
            Span<int> last = stackalloc int[BitPacking.Group];
            last.Clear();
            values[(whole * BitPacking.Group)..].CopyTo(last);
            BitPacking.Pack(last, width, target.Slice(whole * width, width));
        }

        output.Advance(groups * width);
    }

    /// <summary>How many leading values equal the first.</summary>
    private static int RunLength(ReadOnlySpan<int> values)
    {
        int first = values[0];
        int done = 0;
        ref int start = ref MemoryMarshal.GetReference(values);
        Vector256<int> repeated = Vector256.Create(first);
        for (; done + Vector256<int>.Count <= values.Length; done += Vector256<int>.Count)
        {
            uint differs = ~Vector256.Equals(Vector256.LoadUnsafe(ref start, (nuint)done), repeated).ExtractMostSignificantBits() & 0xff;
            if (differs != 0)
            {
                return done + System.Numerics.BitOperations.TrailingZeroCount(differs);
            }
        }

        while (done < values.Length && values[done] == first)
        {
            done++;
        }

        return done;
    }
}
