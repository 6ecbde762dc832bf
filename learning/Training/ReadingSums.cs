using System.Collections.Immutable;

namespace ReAgent.Learning.Training;

/// <summary>Sums of readings in the order of the steps, so that means do not depend on where a training was interrupted.</summary>
internal sealed class ReadingSums
{
    private readonly SortedDictionary<string, (double Sum, long Count)> _sums = new(StringComparer.Ordinal);

    /// <summary>The sums by name.</summary>
    public IReadOnlyDictionary<string, (double Sum, long Count)> Sums => _sums;

    public void Add(string name, double value) => Add(name, value, 1);

    public void Add(string name, double sum, long count)
    {
        var (before, counted) = _sums.GetValueOrDefault(name);
        _sums[name] = (before + sum, counted + count);
    }

    public ImmutableSortedDictionary<string, double> Means() =>
        _sums.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.Sum / pair.Value.Count, StringComparer.Ordinal);
}
