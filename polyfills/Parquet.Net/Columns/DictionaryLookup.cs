using Parquet.Encodings;

namespace Parquet.Columns;

/// <summary>Replaces run-length encoded indices by the dictionary's values.</summary>
internal static class DictionaryLookup
{
    private const int Block = 1024;

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
                for (int i = 0; i < taken; i++)
                {
                    int index = block[i];
                    if ((uint)index >= (uint)dictionary.Length)
                    {
                        throw Beyond(index, dictionary.Length);
                    }

                    values[i] = dictionary[index];
                }
            }

            values = values[taken..];
        }
    }

    private static ParquetException Beyond(int index, int count) => new($"a dictionary index is {(uint)index}, but the dictionary has {count} values");
}
