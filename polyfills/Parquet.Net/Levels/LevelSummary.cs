using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Parquet.Levels;

/// <summary>What a pass over levels tells: how many equal a given one, and whether all lie between 0 and the maximum.</summary>
internal readonly record struct LevelSummary(int Matching, bool IsInRange)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LevelSummary Of(ReadOnlySpan<int> levels, int maximum, int counted)
    {
        int done = 0;
        int matching = 0;
        bool isInRange = true;
        if (levels.Length >= Vector<int>.Count)
        {
            var target = new Vector<int>(counted);
            var limit = new Vector<uint>((uint)maximum);
            Vector<int> matches = Vector<int>.Zero;
            Vector<uint> beyond = Vector<uint>.Zero;
            ref int start = ref MemoryMarshal.GetReference(levels);
            for (; done + Vector<int>.Count <= levels.Length; done += Vector<int>.Count)
            {
                Vector<int> lanes = Vector.LoadUnsafe(ref start, (nuint)done);
                matches -= Vector.Equals(lanes, target);
                beyond |= Vector.GreaterThan(Vector.AsVectorUInt32(lanes), limit);
            }

            matching = Vector.Sum(matches);
            isInRange = Vector.EqualsAll(beyond, Vector<uint>.Zero);
        }

        foreach (int level in levels[done..])
        {
            matching += level == counted ? 1 : 0;
            isInRange &= (uint)level <= (uint)maximum;
        }

        return new LevelSummary(matching, isInRange);
    }
}
