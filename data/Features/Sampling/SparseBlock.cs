namespace ReAgent.Data.Features.Sampling;

/// <summary>
/// Values of rows whose features differ, gathered until there are enough to sort them by feature (a counting sort), so that each feature's
/// values are added as one loop.
/// </summary>
internal sealed class SparseBlock
{
    private const int Capacity = 1 << 15;

    private readonly (RowKey[] Rows, float[] Values) _gathered = (new RowKey[Capacity], new float[Capacity]);
    private readonly (RowKey[] Rows, float[] Values) _sorted = (new RowKey[Capacity], new float[Capacity]);
    private readonly int[] _features = new int[Capacity];
    private int[] _ends = [];
    private int _count;

    /// <summary>Whether a row with so many values fits.</summary>
    public bool HasRoomFor(int values) => values <= Capacity - _count;

    /// <summary>Adds one value; there is room for it.</summary>
    /// <param name="row">The row.</param>
    /// <param name="feature">Number of the feature.</param>
    /// <param name="value">The value.</param>
    public void Add(RowKey row, int feature, float value)
    {
        var at = _count++;
        _gathered.Rows[at] = row;
        _gathered.Values[at] = value;
        _features[at] = feature;
    }

    /// <summary>Hands the values to their reservoirs.</summary>
    /// <param name="reservoirs">The reservoirs by the features' numbers.</param>
    public void Flush(List<FeatureReservoir> reservoirs)
    {
        if (_ends.Length < reservoirs.Count)
        {
            _ends = new int[2 * reservoirs.Count];
        }

        var ends = _ends.AsSpan(0, reservoirs.Count);
        ends.Clear();
        var features = _features.AsSpan(0, _count);
        foreach (var feature in features)
        {
            ends[feature]++;
        }

        var start = 0;
        foreach (ref var end in ends)
        {
            (start, end) = (start + end, start);
        }

        var (rows, values) = _sorted;
        for (var i = 0; i < features.Length; i++)
        {
            var at = ends[features[i]]++; // from the start of the feature's values it moves to their end
            rows[at] = _gathered.Rows[i];
            values[at] = _gathered.Values[i];
        }

        start = 0;
        for (var feature = 0; feature < ends.Length; feature++)
        {
            var length = ends[feature] - start;
            if (length > 0)
            {
                reservoirs[feature].Add(rows.AsSpan(start, length), values.AsSpan(start, length));
            }

            start += length;
        }

        _count = 0;
    }
}
