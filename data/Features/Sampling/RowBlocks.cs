namespace ReAgent.Data.Features.Sampling;

/// <summary>Turns many rows into columns on their way to the reservoirs: rows like the one before as a table, any others value by value.</summary>
/// <param name="sample">Finds and admits features.</param>
internal sealed class RowBlocks(FeatureSample sample)
{
    private readonly DenseBlock _dense = new();
    private readonly SparseBlock _sparse = new();
    private int[] _features = new int[16];

    /// <param name="row">The row.</param>
    /// <param name="ids">[n] its features.</param>
    /// <param name="values">[n] their values.</param>
    public void Add(RowKey row, ReadOnlySpan<long> ids, ReadOnlySpan<double> values)
    {
        if (_dense.Takes(ids))
        {
            if (_dense.IsFull)
            {
                _dense.Flush(sample.Reservoirs);
            }

            _dense.Add(row, values);
            return;
        }

        _dense.Flush(sample.Reservoirs);
        if (_features.Length < ids.Length)
        {
            _features = new int[ids.Length];
        }

        if (!_sparse.HasRoomFor(ids.Length))
        {
            _sparse.Flush(sample.Reservoirs);
        }

        var fits = _sparse.HasRoomFor(ids.Length);
        for (var i = 0; i < ids.Length; i++)
        {
            var feature = _features[i] = sample.Number(ids[i]);
            if (fits)
            {
                _sparse.Add(row, feature, (float)values[i]);
            }
            else
            {
                sample.Reservoirs[feature].Add(row, (float)values[i]);
            }
        }

        _dense.Expect(ids, _features.AsSpan(0, ids.Length));
    }

    /// <summary>Hands all rows to their reservoirs.</summary>
    public void Flush()
    {
        _dense.Flush(sample.Reservoirs);
        _sparse.Flush(sample.Reservoirs);
    }
}
