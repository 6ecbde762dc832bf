using System.Runtime.CompilerServices;
using ReAgent.Data.Features.Sampling;

namespace ReAgent.Data.Features;

/// <summary>
/// What a <see cref="FeatureSample"/> knows of one feature: counts, range, mean, variance and a few different values of all rows, exactly;
/// and the values of the rows with the lowest priorities, which are a uniform sample without replacement.
/// </summary>
/// <remarks>
/// A sampled value is an entry of 64 bits: above its row's priority, below the bits of the value. So entries sort by priority, and equal
/// priorities fall the same way everywhere.
/// </remarks>
public sealed class FeatureReservoir
{
    private readonly ulong _salt;
    private readonly SampleBudget _budget;
    private readonly ExactMoments _moments = new();
    private readonly DistinctIntegers _distinct;
    private ulong[] _entries = [];
    private int _count;

    /// <summary>No entry from here on is among the lowest any more.</summary>
    private ulong _threshold = ulong.MaxValue;

    internal FeatureReservoir(long featureId, ulong seed, int maxDistinct, SampleBudget budget)
    {
        FeatureId = featureId;
        _salt = SplitMix.Mix(seed ^ SplitMix.Mix((ulong)featureId));
        _distinct = new DistinctIntegers(maxDistinct);
        _budget = budget;
    }

    public long FeatureId { get; }

    /// <summary>Number of finite values seen.</summary>
    public long Count { get; private set; }

    /// <summary>Number of infinite values seen. NaN is a missing value and not counted here.</summary>
    public long InfiniteCount { get; private set; }

    /// <summary>Smallest finite value seen; positive infinity when there was none.</summary>
    public float Minimum { get; private set; } = float.PositiveInfinity;

    /// <summary>Largest finite value seen; negative infinity when there was none.</summary>
    public float Maximum { get; private set; } = float.NegativeInfinity;

    /// <summary>Mean of all finite values seen, computed without rounding before the last step; NaN when there was none.</summary>
    public double Mean => Count == 0 ? double.NaN : _moments.Mean(Count);

    /// <summary>Unbiased standard deviation (n − 1) of all finite values seen, likewise; 0 for a single one, NaN for none.</summary>
    public double StandardDeviation => Count == 0 ? double.NaN : Math.Sqrt(_moments.Variance(Count));

    /// <summary>
    /// All different finite values, ascending, when they are whole numbers and no more than the sample's
    /// <see cref="FeatureSampleOptions.MaxDistinct"/>; otherwise null.
    /// </summary>
    public float[]? DistinctValues() => _distinct.Exceeded ? null : _distinct.Values.ToArray();

    /// <summary>Number of sampled values: all while there is room for them.</summary>
    public int SampledCount => (int)Math.Min(Count, _budget.Kept);

    /// <summary>The sampled values, by ascending priority of their rows.</summary>
    public float[] SampledValues()
    {
        var entries = Sorted();
        var values = new float[entries.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BitConverter.UInt32BitsToSingle((uint)entries[i]);
        }

        return values;
    }

    internal ExactMoments Moments => _moments;

    internal DistinctIntegers Distinct => _distinct;

    internal int BufferLength => _entries.Length;

    internal int BufferCount => _count;

    internal bool HasRoom => _count < _entries.Length;

    /// <summary>Adds the value of one row.</summary>
    internal void Add(RowKey row, float value)
    {
        if (!float.IsFinite(value))
        {
            InfiniteCount += float.IsNaN(value) ? 0 : 1;
            return;
        }

        value += 0f; // −0 becomes 0
        Count++;
        Minimum = value < Minimum ? value : Minimum;
        Maximum = value > Maximum ? value : Maximum;
        _moments.Add(value);
        if (!_distinct.Exceeded)
        {
            _distinct.Add(value);
        }

        Keep(Entry(row, value));
    }

    /// <summary>Adds the values of many rows.</summary>
    /// <param name="rows">[n] the rows.</param>
    /// <param name="values">[n] their values; changed.</param>
    internal void Add(ReadOnlySpan<RowKey> rows, Span<float> values)
    {
        if (!ColumnRange.OfFinite(values, out var minimum, out var maximum))
        {
            for (var row = 0; row < rows.Length; row++)
            {
                Add(rows[row], values[row]);
            }

            return;
        }

        Count += values.Length;
        Minimum = Math.Min(Minimum, minimum);
        Maximum = Math.Max(Maximum, maximum);
        _moments.Add(values);
        if (!_distinct.Exceeded)
        {
            _distinct.Add(values);
        }

        Keep(rows, values);
    }

    internal void Merge(FeatureReservoir other)
    {
        Count += other.Count;
        InfiniteCount += other.InfiniteCount;
        Minimum = Math.Min(Minimum, other.Minimum);
        Maximum = Math.Max(Maximum, other.Maximum);
        _moments.Merge(other._moments);
        _distinct.Merge(other._distinct);
        foreach (var entry in other._entries.AsSpan(0, other._count))
        {
            Keep(entry);
        }
    }

    /// <summary>Restores counts and range that were saved; entries follow one by one.</summary>
    internal void Restore(long count, long infiniteCount, float minimum, float maximum) =>
        (Count, InfiniteCount, Minimum, Maximum) = (count, infiniteCount, minimum, maximum);

    /// <summary>The sampled entries in their one order.</summary>
    internal ReadOnlySpan<ulong> Sorted()
    {
        Trim(_budget.Kept);
        var entries = _entries.AsSpan(0, _count);
        EntrySort.Sort(entries);
        return entries;
    }

    /// <summary>Keeps an entry unless it cannot be among the lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Keep(ulong entry)
    {
        if (entry < _threshold)
        {
            Append(entry);
        }
    }

    /// <summary>Drops all but the lowest entries; false when there are no more than those.</summary>
    internal bool Trim(int kept)
    {
        if (_count <= kept)
        {
            return false;
        }

        _threshold = SmallestEntries.Select(_entries.AsSpan(0, _count), kept);
        _count = kept;
        return true;
    }

    /// <summary>Drops most entries that are not among the lowest, in two quick passes where possible; false when there are no others.</summary>
    internal bool Thin(int kept)
    {
        // Entries are uniform below the threshold, so a share of it a little above kept / count lets through as many as are needed.
        var share = (kept + (4 * Math.Sqrt(kept))) / _count;
        if (share > 0.9)
        {
            return Trim(kept);
        }

        var threshold = (ulong)(_threshold * share);
        var entries = _entries.AsSpan(0, _count);
        var below = SmallestEntries.CountBelow(entries, threshold);
        if (below < kept || below - kept > (_count - kept) / 2)
        {
            return Trim(kept); // they are not uniform, as after merging: then it takes an exact selection
        }

        (_threshold, _count) = (threshold, SmallestEntries.KeepBelow(entries, threshold));
        return true;
    }

    internal void ResizeBuffer(int length)
    {
        var entries = GC.AllocateUninitializedArray<ulong>(length);
        _entries.AsSpan(0, _count).CopyTo(entries);
        _entries = entries;
    }

    /// <summary>
    /// One multiplication spreads the row's mixed bits, which differ from feature to feature, over the upper half of the entry.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Entry(RowKey row, float value) =>
        (unchecked((row.Bits ^ _salt) * SplitMix.Increment) & 0xFFFFFFFF_00000000UL) | BitConverter.SingleToUInt32Bits(value);

    private void Keep(ReadOnlySpan<RowKey> rows, ReadOnlySpan<float> values)
    {
        while (!rows.IsEmpty)
        {
            if (_count == _entries.Length)
            {
                _budget.MakeRoom(this);
            }

            // Every entry is written and only those below the threshold are counted: whether one is cannot be predicted, and so costs no branch.
            var room = _entries.AsSpan(_count);
            var taken = Math.Min(room.Length, rows.Length);
            var (kept, threshold) = (0, _threshold);
            for (var row = 0; row < taken; row++)
            {
                var entry = Entry(rows[row], values[row]);
                room[kept] = entry;
                kept += entry < threshold ? 1 : 0;
            }

            _count += kept;
            rows = rows[taken..];
            values = values[taken..];
        }
    }

    private void Append(ulong entry)
    {
        if (_count == _entries.Length)
        {
            _budget.MakeRoom(this);
        }

        _entries[_count++] = entry;
    }
}
