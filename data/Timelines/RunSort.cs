using System.Numerics;

namespace ReAgent.Data.Timelines;

/// <summary>Adjacent rows of one episode with rising sequence numbers.</summary>
/// <param name="hash">Hash of the episode's id.</param>
/// <param name="sequence">Sequence number of the first row.</param>
/// <param name="first">The first row.</param>
internal struct EpisodeRun(ulong hash, long sequence, int first)
{
    public readonly ulong Hash = hash;
    public readonly long Sequence = sequence;
    public readonly int First = first;
    public int Count = 1;
}

/// <summary>Sorts runs by hash and sequence number. Hashes are spread evenly, so most of the way is one pass over their upper bits.</summary>
internal static class RunSort
{
    private const int FewRuns = 64;

    public static void Sort(Span<EpisodeRun> runs)
    {
        var comparer = default(ByPlace);
        if (runs.Length <= FewRuns)
        {
            runs.Sort(comparer);
            return;
        }

        ulong lowest = ulong.MaxValue, highest = 0;
        foreach (ref readonly var run in runs)
        {
            (lowest, highest) = (Math.Min(lowest, run.Hash), Math.Max(highest, run.Hash));
        }

        // About four runs to a bin, by equal parts of the range that is there.
        var shift = Math.Max(0, BitOperations.Log2(highest - lowest | 1) + 1 - BitOperations.Log2((uint)runs.Length) + 2);
        var bins = new int[(int)((highest - lowest) >> shift) + 2];
        foreach (ref readonly var run in runs)
        {
            bins[(int)((run.Hash - lowest) >> shift) + 1]++;
        }

        for (var bin = 1; bin < bins.Length; bin++)
        {
            bins[bin] += bins[bin - 1];
        }

        var sorted = new EpisodeRun[runs.Length];
        var next = bins.AsSpan(0, bins.Length - 1).ToArray();
        foreach (ref readonly var run in runs)
        {
            sorted[next[(int)((run.Hash - lowest) >> shift)]++] = run;
        }

        for (var bin = 0; bin + 1 < bins.Length; bin++)
        {
            if (bins[bin + 1] - bins[bin] > 1)
            {
                sorted.AsSpan(bins[bin]..bins[bin + 1]).Sort(comparer);
            }
        }

        sorted.CopyTo(runs);
    }

    private readonly struct ByPlace : IComparer<EpisodeRun>
    {
        public int Compare(EpisodeRun left, EpisodeRun right)
        {
            var order = left.Hash.CompareTo(right.Hash);
            order = order != 0 ? order : left.Sequence.CompareTo(right.Sequence);
            return order != 0 ? order : left.First.CompareTo(right.First);
        }
    }
}
