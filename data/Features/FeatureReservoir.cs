namespace ReAgent.Data.Features;

/// <summary>
/// What a <see cref="FeatureSample"/> knows of one feature: exact counts and range, and the values of the rows with the lowest
/// priorities, which are a uniform sample without replacement.
/// </summary>
public sealed class FeatureReservoir
{
    private readonly int _capacity;
    private SampledValue[] _kept = [];
    private int _count;

    /// <summary>No row above this priority is among the lowest any more.</summary>
    private ulong _threshold = ulong.MaxValue;

    internal FeatureReservoir(long featureId, int capacity)
    {
        FeatureId = featureId;
        _capacity = capacity;
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

    /// <summary>The sampled values, by ascending priority of their rows; at most the capacity of the sample.</summary>
    public float[] SampledValues() => [.. Sorted().ToArray().Select(kept => kept.Value)];

    internal void Add(ulong priority, float value)
    {
        if (!float.IsFinite(value))
        {
            InfiniteCount += float.IsNaN(value) ? 0 : 1;
            return;
        }

        Count++;
        Minimum = Math.Min(Minimum, value);
        Maximum = Math.Max(Maximum, value);
        Keep(new SampledValue(priority, value));
    }

    internal void Merge(FeatureReservoir other)
    {
        Count += other.Count;
        InfiniteCount += other.InfiniteCount;
        Minimum = Math.Min(Minimum, other.Minimum);
        Maximum = Math.Max(Maximum, other.Maximum);
        foreach (var kept in other._kept.AsSpan(0, other._count))
        {
            Keep(kept);
        }
    }

    /// <summary>Restores counts and range that were saved; sampled values follow through <see cref="Keep"/>.</summary>
    internal void Restore(long count, long infiniteCount, float minimum, float maximum) =>
        (Count, InfiniteCount, Minimum, Maximum) = (count, infiniteCount, minimum, maximum);

    /// <summary>The sampled values in their one order.</summary>
    internal ReadOnlySpan<SampledValue> Sorted()
    {
        Compact();
        return _kept.AsSpan(0, _count);
    }

    internal void Keep(SampledValue candidate)
    {
        if (candidate.Priority > _threshold)
        {
            return;
        }

        if (_count == _kept.Length)
        {
            Array.Resize(ref _kept, (int)Math.Min(Math.Max(16, _count * 2L), _capacity * 2L));
        }

        _kept[_count++] = candidate;

        // Twice the capacity is gathered before the upper half is dropped, so that a value costs O(log capacity) on average.
        if (_count == _capacity * 2L)
        {
            Compact();
        }
    }

    private void Compact()
    {
        _kept.AsSpan(0, _count).Sort();
        if (_count >= _capacity)
        {
            _count = _capacity;
            _threshold = _kept[_capacity - 1].Priority;
        }
    }
}

/// <summary>
/// A sampled value and the priority of its row. The order is total, so that equal priorities fall the same way everywhere.
/// </summary>
internal readonly record struct SampledValue(ulong Priority, float Value) : IComparable<SampledValue>
{
    public int CompareTo(SampledValue other) =>
        Priority != other.Priority
            ? Priority.CompareTo(other.Priority)
            : BitConverter.SingleToInt32Bits(Value).CompareTo(BitConverter.SingleToInt32Bits(other.Value));

    public static bool operator <(SampledValue left, SampledValue right) => left.CompareTo(right) < 0;

    public static bool operator >(SampledValue left, SampledValue right) => left.CompareTo(right) > 0;

    public static bool operator <=(SampledValue left, SampledValue right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SampledValue left, SampledValue right) => left.CompareTo(right) >= 0;
}
