namespace ReAgent.Data.Features;

/// <summary>
/// A mergeable sketch of logged features, from which normalization is identified. For each feature it keeps the values of the rows with
/// the lowest priorities, where a row's priority is a hash of (seed, row, feature); so the sample depends on the rows alone, not on who
/// read them, in which order, or into how many shards they were split.
/// </summary>
/// <remarks>
/// Merging is associative and commutative, and any order of merging gives the same bytes. The merged samples must have seen
/// disjoint rows: a row seen twice is counted twice. Not thread-safe.
/// </remarks>
public sealed class FeatureSample
{
    private readonly SortedDictionary<long, FeatureReservoir> _features = [];

    /// <param name="capacity">Values to keep of each feature, 1 to 2³⁰ (option num_samples).</param>
    /// <param name="seed">Draws another sample. Samples merge only with samples of the same capacity and seed.</param>
    public FeatureSample(int capacity, ulong seed)
    {
        if (capacity is < 1 or > MaximumCapacity)
        {
            throw new ArgumentOutOfRangeException(
                nameof(capacity), capacity, $"A sample keeps 1 to {MaximumCapacity} values of each feature.");
        }

        Capacity = capacity;
        Seed = seed;
    }

    internal const int MaximumCapacity = 1 << 30;

    /// <summary>Most values that are kept of a feature.</summary>
    public int Capacity { get; }

    /// <summary>Seed of the rows' priorities.</summary>
    public ulong Seed { get; }

    /// <summary>Number of rows seen.</summary>
    public long Rows { get; private set; }

    /// <summary>The features seen, by ascending id.</summary>
    public IReadOnlyCollection<FeatureReservoir> Features => _features.Values;

    /// <summary>Number of rows in which the feature had no value, or NaN.</summary>
    public long MissingCount(FeatureReservoir feature) => Rows - feature.Count - feature.InfiniteCount;

    /// <summary>Adds one row with all of its features.</summary>
    /// <param name="row">The row's key.</param>
    /// <param name="ids">[n] feature ids, each at most once.</param>
    /// <param name="values">[n] their values; rounded to float32. NaN counts as missing.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void AddRow(RowKey row, ReadOnlySpan<long> ids, ReadOnlySpan<double> values)
    {
        if (ids.Length != values.Length)
        {
            throw new ArgumentException(
                $"A row has as many values as feature ids; lengths are {values.Length} and {ids.Length}.", nameof(values));
        }

        Rows++;
        for (var i = 0; i < ids.Length; i++)
        {
            Reservoir(ids[i]).Add(row.Priority(Seed, ids[i]), (float)values[i]);
        }
    }

    /// <summary>Adds what another sample saw; the other stays as it is.</summary>
    /// <exception cref="ArgumentException">The other has another capacity or seed, or is this sample.</exception>
    public void Merge(FeatureSample other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(other, this))
        {
            throw new ArgumentException("A sample cannot be merged with itself: its rows would be counted twice.", nameof(other));
        }

        if ((other.Capacity, other.Seed) != (Capacity, Seed))
        {
            throw new ArgumentException(
                $"Samples merge only with the same capacity and seed; these have {Capacity} and {other.Capacity}, {Seed} and {other.Seed}.",
                nameof(other));
        }

        Rows += other.Rows;
        foreach (var feature in other._features.Values)
        {
            Reservoir(feature.FeatureId).Merge(feature);
        }
    }

    /// <summary>Writes the sample. The same rows give the same bytes.</summary>
    public void Write(Stream stream) => FeatureSampleFormat.Write(this, stream);

    /// <summary>Reads a sample that <see cref="Write"/> wrote, up to its last byte and no further.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a sample, or were damaged; the message says in what way.</exception>
    public static FeatureSample Read(Stream stream) => FeatureSampleFormat.Read(stream);

    internal FeatureReservoir Reservoir(long featureId)
    {
        if (!_features.TryGetValue(featureId, out var reservoir))
        {
            reservoir = new FeatureReservoir(featureId, Capacity);
            _features.Add(featureId, reservoir);
        }

        return reservoir;
    }

    internal void RestoreRows(long rows) => Rows = rows;
}
