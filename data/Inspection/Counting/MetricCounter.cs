using System.Collections.Immutable;
using ReAgent.Data.Columns;

namespace ReAgent.Data.Inspection.Counting;

/// <summary>Counts the values of named metrics.</summary>
internal sealed class MetricCounter(int mostNames)
{
    private readonly Dictionary<string, NumberCounter> _metrics = new(StringComparer.Ordinal);
    private long _rows;

    public void Add(MapColumn<string> metrics)
    {
        _rows += metrics.Count;
        var keys = metrics.AllKeys;
        var values = metrics.AllValues;
        NumberCounter? last = null;
        for (var entry = 0; entry < keys.Length; entry++)
        {
            last = last is not null && ReferenceEquals(last.Name, keys[entry]) ? last : Counter(keys[entry]);
            last?.Add(values[entry]);
        }
    }

    public void Add(MetricCounter other)
    {
        _rows += other._rows;
        foreach (var (name, counter) in other._metrics)
        {
            Counter(name)?.Add(counter);
        }
    }

    public ImmutableArray<NumberInspection> Inspection() =>
    [
        .. _metrics.Values.OrderBy(metric => metric.Name, StringComparer.Ordinal).Select(metric => metric.Inspection())
            .Select(metric => metric with { Missing = Math.Max(metric.Missing, _rows - metric.Count - metric.Infinite) }),
    ];

    private NumberCounter? Counter(string name) =>
        _metrics.TryGetValue(name, out var known) ? known
        : _metrics.Count < mostNames ? _metrics[name] = new NumberCounter(name)
        : null;
}
