using ReAgent.Data.Columns;
using ReAgent.Data.Features.Sampling;

namespace ReAgent.Data.Features;

/// <summary>
/// A mergeable sketch of logged features, from which normalization is identified. Of each feature it has counts, range, mean, variance and
/// a few different values of all rows, exactly, and the values of the rows with the lowest priorities, where a row's priority is a hash of
/// (seed, row, feature); so the sample depends on the rows alone, not on who read them, in which order, or into how many shards they were
/// split. Its memory is bounded: see <see cref="FeatureSampleOptions.MemoryMb"/>.
/// </summary>
/// <remarks>
/// Merging is associative and commutative, and any order of merging gives the same bytes. The merged samples must have seen
/// disjoint rows: a row seen twice is counted twice. Not thread-safe. After an exception that refuses a feature the sample is not to be
/// used any more.
/// </remarks>
public sealed class FeatureSample
{
    private readonly FeatureIndex _numbers = new();
    private readonly SampleBudget _budget;
    private RowBlocks? _blocks;
    private FeatureReservoir[]? _sorted;

    /// <param name="options">What may be kept.</param>
    /// <param name="seed">Draws another sample. Samples merge only with samples of the same options and seed.</param>
    /// <exception cref="ArgumentException">The options cannot be used; the message names every problem.</exception>
    public FeatureSample(FeatureSampleOptions options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException($"Features cannot be sampled: {string.Join("; ", problems)}.", nameof(options));
        }

        Options = options;
        Seed = seed;
        _budget = new SampleBudget(options, Reservoirs);
    }

    /// <param name="capacity">Values to keep of each feature, 1 to 2³⁰ (option num_samples); other options are the default ones.</param>
    /// <param name="seed">Draws another sample. Samples merge only with samples of the same options and seed.</param>
    public FeatureSample(int capacity, ulong seed)
        : this(new FeatureSampleOptions { Capacity = capacity }, seed)
    {
    }

    /// <summary>What may be kept.</summary>
    public FeatureSampleOptions Options { get; }

    /// <summary>Most values that are kept of a feature.</summary>
    public int Capacity => Options.Capacity;

    /// <summary>Seed of the rows' priorities.</summary>
    public ulong Seed { get; }

    /// <summary>Number of rows seen.</summary>
    public long Rows { get; private set; }

    /// <summary>The features seen, by ascending id.</summary>
    public IReadOnlyCollection<FeatureReservoir> Features => _sorted ??= [.. Reservoirs.OrderBy(feature => feature.FeatureId)];

    /// <summary>
    /// Most values that are kept of a feature now: the capacity, or what the memory allows for so many features with so many values.
    /// </summary>
    public int KeptPerFeature => _budget.Kept;

    /// <summary>Memory of all features' buffers and counters in bytes; never above the options' <see cref="FeatureSampleOptions.MemoryMb"/>.</summary>
    public long MemoryBytes => _budget.MemoryBytes;

    /// <summary>Number of rows in which the feature had no value, or NaN.</summary>
    public long MissingCount(FeatureReservoir feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        return Math.Max(0, Rows - feature.Count - feature.InfiniteCount);
    }

    /// <summary>Adds one row with all of its features.</summary>
    /// <param name="row">The row's key.</param>
    /// <param name="ids">[n] feature ids, each at most once.</param>
    /// <param name="values">[n] their values; rounded to float32. NaN counts as missing.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="InvalidDataException">There are more features than allowed; the message names the option.</exception>
    public void AddRow(RowKey row, ReadOnlySpan<long> ids, ReadOnlySpan<double> values)
    {
        if (ids.Length != values.Length)
        {
            throw new ArgumentException(
                $"A row has as many values as feature ids; lengths are {values.Length} and {ids.Length}.", nameof(values));
        }

        Rows++;
        _budget.Changed();
        for (var i = 0; i < ids.Length; i++)
        {
            Reservoir(ids[i]).Add(row, (float)values[i]);
        }
    }

    /// <summary>Adds consecutive rows of a column; the same as adding each of them, but faster.</summary>
    /// <param name="rows">[n] keys of the rows.</param>
    /// <param name="features">Their features; within a row each at most once. Values are rounded to float32. NaN counts as missing.</param>
    /// <param name="start">Row of the column that belongs to the first key.</param>
    /// <exception cref="ArgumentException">The column has fewer rows.</exception>
    /// <exception cref="InvalidDataException">There are more features than allowed; the message names the option.</exception>
    public void AddRows(ReadOnlySpan<RowKey> rows, MapColumn<long> features, int start)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (start < 0 || start > features.Count - rows.Length)
        {
            throw new ArgumentException($"The column has {features.Count} rows, not {rows.Length} from row {start} on.", nameof(start));
        }

        var blocks = Blocks();
        for (var i = 0; i < rows.Length; i++)
        {
            blocks.Add(rows[i], features.Keys(start + i), features.Values(start + i));
        }

        blocks.Flush();
        Rows += rows.Length;
    }

    /// <summary>Adds chosen rows of a column; the same as adding each of them, but faster.</summary>
    /// <param name="rows">[n] keys of the rows.</param>
    /// <param name="features">Their features, as in <see cref="AddRows(ReadOnlySpan{RowKey}, MapColumn{long}, int)"/>.</param>
    /// <param name="positions">[n] row of the column that belongs to each key.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="InvalidDataException">There are more features than allowed; the message names the option.</exception>
    public void AddRows(ReadOnlySpan<RowKey> rows, MapColumn<long> features, ReadOnlySpan<int> positions)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (positions.Length != rows.Length)
        {
            throw new ArgumentException($"There are {rows.Length} keys for {positions.Length} rows.", nameof(positions));
        }

        var blocks = Blocks();
        for (var i = 0; i < rows.Length; i++)
        {
            blocks.Add(rows[i], features.Keys(positions[i]), features.Values(positions[i]));
        }

        blocks.Flush();
        Rows += rows.Length;
    }

    /// <summary>Adds what another sample saw; the other stays as it is.</summary>
    /// <exception cref="ArgumentException">The other has other options or another seed, or is this sample.</exception>
    /// <exception cref="InvalidDataException">Together there are more features than allowed; the message names the option.</exception>
    public void Merge(FeatureSample other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(other, this))
        {
            throw new ArgumentException("A sample cannot be merged with itself: its rows would be counted twice.", nameof(other));
        }

        if ((other.Options, other.Seed) != (Options, Seed))
        {
            throw new ArgumentException(
                $"Samples merge only with the same options and seed; these have {Options} and {other.Options}, {Seed} and {other.Seed}.",
                nameof(other));
        }

        Rows += other.Rows;
        _budget.Changed();
        foreach (var feature in other.Reservoirs)
        {
            Reservoir(feature.FeatureId).Merge(feature);
        }
    }

    /// <summary>Writes the sample. The same rows give the same bytes.</summary>
    public void Write(Stream stream) => FeatureSampleFormat.Write(this, stream);

    /// <summary>Reads a sample that <see cref="Write"/> wrote, up to its last byte and no further.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a sample, or were damaged; the message says in what way.</exception>
    public static FeatureSample Read(Stream stream) => FeatureSampleFormat.Read(stream);

    /// <summary>The features by their numbers, which follow the order in which they were first seen.</summary>
    internal List<FeatureReservoir> Reservoirs { get; } = [];

    internal FeatureReservoir Reservoir(long featureId) => Reservoirs[Number(featureId)];

    internal int Number(long featureId)
    {
        var number = _numbers.Find(featureId);
        return number >= 0 ? number : Admit(featureId);
    }

    internal void RestoreRows(long rows)
    {
        Rows = rows;
        _budget.Changed();
    }

    private RowBlocks Blocks()
    {
        _budget.Changed();
        return _blocks ??= new RowBlocks(this);
    }

    private int Admit(long featureId)
    {
        if (_numbers.Count == Options.MaxFeatures)
        {
            throw new InvalidDataException(
                $"The rows have more than {Options.MaxFeatures} different features (feature {featureId} is one more). Ids that grow without "
                + "end are mostly values that were logged as ids. If there really are so many, raise max_features in preprocessing_options.");
        }

        _numbers.Add(featureId);
        Reservoirs.Add(new FeatureReservoir(featureId, Seed, Options.MaxDistinct, _budget));
        _sorted = null;
        return Reservoirs.Count - 1;
    }
}
