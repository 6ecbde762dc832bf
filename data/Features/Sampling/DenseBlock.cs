namespace ReAgent.Data.Features.Sampling;

/// <summary>
/// Consecutive rows with the same features in the same order, turned into columns: their features are looked up once, and each column is
/// added as one loop.
/// </summary>
internal sealed class DenseBlock
{
    private const int MostRows = 256;
    private const int MostValues = 1 << 14; // 64 KiB of float32: a block stays in a core's cache

    private readonly RowKey[] _rows = new RowKey[MostRows];
    private readonly float[] _values = new float[MostValues];
    private long[] _ids = [];
    private int[] _features = [];
    private int _width;
    private int _capacity; // rows that fit: 0 when rows are too wide
    private int _count;

    /// <summary>Whether a row with these features may be added.</summary>
    public bool Takes(ReadOnlySpan<long> ids) => _capacity > 0 && ids.SequenceEqual(_ids.AsSpan(0, _width));

    /// <summary>Whether there is no room for one more row.</summary>
    public bool IsFull => _count == _capacity;

    /// <summary>Adds a row whose features are those that the block takes; there is room for it.</summary>
    public void Add(RowKey row, ReadOnlySpan<double> values)
    {
        _rows[_count] = row;
        var cell = _count++;
        foreach (var value in values)
        {
            _values[cell] = (float)value;
            cell += _capacity;
        }
    }

    /// <summary>Takes rows with other features from now on; the block is flushed.</summary>
    /// <param name="ids">[n] the features.</param>
    /// <param name="features">[n] their numbers.</param>
    public void Expect(ReadOnlySpan<long> ids, ReadOnlySpan<int> features)
    {
        _width = ids.Length;
        _capacity = _width == 0 ? 0 : Math.Min(MostRows, MostValues / _width);
        if (_ids.Length < _width)
        {
            _ids = new long[_width];
            _features = new int[_width];
        }

        ids.CopyTo(_ids);
        features.CopyTo(_features);
    }

    /// <summary>Hands the rows to their reservoirs.</summary>
    /// <param name="reservoirs">The reservoirs by the features' numbers.</param>
    public void Flush(List<FeatureReservoir> reservoirs)
    {
        for (var column = 0; column < _width && _count > 0; column++)
        {
            reservoirs[_features[column]].Add(_rows.AsSpan(0, _count), _values.AsSpan(column * _capacity, _count));
        }

        _count = 0;
    }
}
