using ReAgent.Data.Columns;
using ReAgent.Data.Features;

namespace ReAgent.Data.Inspection.Counting;

/// <summary>Counts the values of features and samples them, as normalization does.</summary>
internal sealed class FeatureCounter
{
    private const ulong Seed = 1;

    private static readonly FeatureSampleOptions Options = new() { Capacity = 10_000, MemoryMb = 128 };

    private readonly Dictionary<long, (long NaN, long Infinite)> _notFinite = [];
    private FeatureSample? _sample = new(Options, Seed);
    private long _rows;
    private long _empty;

    public void Add(ReadOnlySpan<RowKey> keys, MapColumn<long> features)
    {
        _rows += features.Count;
        for (var row = 0; row < features.Count; row++)
        {
            _empty += features.Length(row) == 0 ? 1 : 0;
        }

        CountNotFinite(features);
        try
        {
            _sample?.AddRows(keys, features, 0);
        }
        catch (InvalidDataException)
        {
            // There are too many features; that is the finding.
            _sample = null;
        }
    }

    public void Add(FeatureCounter other)
    {
        _rows += other._rows;
        _empty += other._empty;
        foreach (var (id, counts) in other._notFinite)
        {
            var known = _notFinite.GetValueOrDefault(id);
            _notFinite[id] = (known.NaN + counts.NaN, known.Infinite + counts.Infinite);
        }

        try
        {
            if (other._sample is null)
            {
                _sample = null;
            }
            else
            {
                _sample?.Merge(other._sample);
            }
        }
        catch (InvalidDataException)
        {
            // There are too many features; that is the finding.
            _sample = null;
        }
    }

    /// <param name="names">Names by id, where features have some.</param>
    public FeaturesInspection Inspection(IReadOnlyDictionary<long, string> names)
    {
        if (_sample is null)
        {
            return new FeaturesInspection { All = [], HasTooMany = true, EmptyRows = _empty };
        }

        var identified = FeatureIdentification.Identify(_sample, new PreprocessingOptions());
        return new FeaturesInspection
        {
            All = [.. _sample.Features.Zip(identified.Findings, (feature, finding) => Inspection(feature, finding, names))],
            HasTooMany = false,
            EmptyRows = _empty,
        };
    }

    private FeatureInspection Inspection(FeatureReservoir feature, FeatureFinding finding, IReadOnlyDictionary<long, string> names) => new()
    {
        Id = feature.FeatureId,
        Name = names.GetValueOrDefault(feature.FeatureId),
        Type = finding.Parameters?.Type,
        NotIdentified = finding.NotIdentified,
        Count = feature.Count,
        Coverage = _rows == 0 ? 0 : (double)feature.Count / _rows,
        NaN = _notFinite.GetValueOrDefault(feature.FeatureId).NaN,
        Infinite = _notFinite.GetValueOrDefault(feature.FeatureId).Infinite,
        Minimum = feature.Count == 0 ? double.NaN : feature.Minimum,
        Maximum = feature.Count == 0 ? double.NaN : feature.Maximum,
        Mean = feature.Mean,
        StandardDeviation = feature.StandardDeviation,
    };

    private void CountNotFinite(MapColumn<long> features)
    {
        var ids = features.AllKeys;
        var values = features.AllValues;
        for (var entry = 0; entry < values.Length; entry++)
        {
            if (!double.IsFinite(values[entry]))
            {
                var (nan, infinite) = _notFinite.GetValueOrDefault(ids[entry]);
                _notFinite[ids[entry]] = double.IsNaN(values[entry]) ? (nan + 1, infinite) : (nan, infinite + 1);
            }
        }
    }
}
