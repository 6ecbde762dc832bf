using Parquet.Encodings;

namespace Parquet.Levels;

/// <summary>Reads definition or repetition levels, checks their range, and counts one of them on the way.</summary>
internal static class LevelDecoder
{
    /// <summary>Levels are checked piece by piece while they are in the first-level cache.</summary>
    private const int Piece = 2048;

    /// <summary>Fills <paramref name="levels"/> and returns how many equal <paramref name="counted"/>.</summary>
    public static int Decode(ReadOnlySpan<byte> source, int maximum, int counted, Span<int> levels, string what)
    {
        var decoder = new HybridDecoder(source, BitPacking.Width(maximum), what);
        int matching = 0;
        while (!levels.IsEmpty)
        {
            int taken = decoder.TryTakeRepeated(levels.Length, out int repeated);
            if (taken > 0)
            {
                if ((uint)repeated > (uint)maximum)
                {
                    throw Beyond(what, maximum);
                }

                levels[..taken].Fill(repeated);
                matching += repeated == counted ? taken : 0;
            }
            else
            {
                taken = decoder.TakePacked(levels[..Math.Min(Piece, levels.Length)]);
                matching += Check(levels[..taken], maximum, counted, what);
            }

            levels = levels[taken..];
        }

        return matching;
    }

    /// <summary>The deprecated BIT_PACKED form: most significant bit first, no runs. Returns the bytes used.</summary>
    public static int DecodeBitPacked(ReadOnlySpan<byte> source, int maximum, int counted, Span<int> levels, string what, out int matching)
    {
        int width = BitPacking.Width(maximum);
        ReadOnlySpan<byte> packed = Bytes.Take(source, (((long)levels.Length * width) + 7) / 8, what);
        long bit = 0;
        for (int i = 0; i < levels.Length; i++)
        {
            int level = 0;
            for (int end = width; end > 0; end--, bit++)
            {
                level = (level << 1) | ((packed[(int)(bit >> 3)] >> (7 - (int)(bit & 7))) & 1);
            }

            levels[i] = level;
        }

        matching = Check(levels, maximum, counted, what);
        return packed.Length;
    }

    private static int Check(ReadOnlySpan<int> levels, int maximum, int counted, string what)
    {
        LevelSummary summary = LevelSummary.Of(levels, maximum, counted);
        return summary.IsInRange ? summary.Matching : throw Beyond(what, maximum);
    }

    private static ParquetException Beyond(string what, int maximum) => new($"{what} exceed their maximum {maximum}");
}
