using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Parquet.Encodings;

namespace Parquet.Columns;

/// <summary>Replaces run-length encoded indices by the dictionary's values.</summary>
internal static class DictionaryLookup
{
    private const int Block = 1024;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read<T>(int width, ReadOnlySpan<byte> runs, ReadOnlySpan<T> dictionary, scoped Span<T> values)
    {
        var decoder = new HybridDecoder(runs, width, "Dictionary indices");
        Span<int> block = stackalloc int[Block];
        while (!values.IsEmpty)
        {
            int taken = decoder.TryTakeRepeated(values.Length, out int repeated);
            if (taken > 0)
            {
                if ((uint)repeated >= (uint)dictionary.Length)
                {
                    throw Beyond(repeated, dictionary.Length);
                }

                values[..taken].Fill(dictionary[repeated]);
            }
            else
            {
                taken = decoder.TakePacked(block[..Math.Min(Block, values.Length)]);
                LookUp(block[..taken], dictionary, values);
            }

            values = values[taken..];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LookUp<T>(ReadOnlySpan<int> indices, ReadOnlySpan<T> dictionary, Span<T> values)
    {
        // Checked all at once before, so that the loop that follows has nothing to decide.
        _ = ValueRange.TryFind(MemoryMarshal.Cast<int, uint>(indices), out uint _, out uint largest);
        if (largest >= (uint)dictionary.Length)
        {
            throw Beyond((int)largest, dictionary.Length);
        }

        ref int index = ref MemoryMarshal.GetReference(indices);
        ref T entry = ref MemoryMarshal.GetReference(dictionary);
        ref T value = ref MemoryMarshal.GetReference(values[..indices.Length]);
        for (nuint i = 0; i < (nuint)indices.Length; i++)
        {
            Unsafe.Add(ref value, i) = Unsafe.Add(ref entry, (nuint)(uint)Unsafe.Add(ref index, i));
        }
    }

    private static ParquetException Beyond(int index, int count) => new($"a dictionary index is {(uint)index}, but the dictionary has {count} values");
}
