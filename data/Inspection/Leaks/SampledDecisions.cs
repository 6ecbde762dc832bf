using ReAgent.Data.Episodes;
using ReAgent.Data.Inspection.Counting;

namespace ReAgent.Data.Inspection.Leaks;

/// <summary>Sampled decisions with what their features must not tell.</summary>
internal sealed class SampledDecisions
{
    private readonly EpisodeTable _table;
    private readonly int[] _rows;

    /// <param name="draw">The sampled rows.</param>
    /// <param name="episodes">What is known of their episodes.</param>
    public SampledDecisions(RowDraw draw, EpisodeSketch episodes)
    {
        _table = draw.Table;
        _rows = [.. Enumerable.Range(0, _table.Count).Where(_table.HasAction)];
        var reward = _table.RewardOrNull;
        Rewards = [.. _rows.Select(row => reward is null ? double.NaN : reward[row])];
        Propensities = [.. _rows.Select(row => _table.ActionProbability[row])];
        Sequences = [.. _rows.Select(row => (double)_table.SequenceNumber[row])];
        Actions = _table.ActionKind == ActionKind.Discrete ? [.. _rows.Select(row => _table.Action[row])] : null;
        Remaining = [.. _rows.Select(row => episodes.Find(draw.Episodes[row]) is { } episode ? (double)episode.Maximum - _table.SequenceNumber[row] : double.NaN)];
    }

    public int Count => _rows.Length;

    public double[] Rewards { get; }

    public double[] Propensities { get; }

    public double[] Sequences { get; }

    /// <summary>Names of the actions; null when actions have none.</summary>
    public string[]? Actions { get; }

    /// <summary>How much the sequence number is below the episode's last; NaN where that is not known.</summary>
    public double[] Remaining { get; }

    /// <summary>The features: decisions that have a finite value, and the values.</summary>
    public IEnumerable<SampledFeature> Features() => Features(row => (_table.State.Keys(row).ToArray(), _table.State.Values(row).ToArray()));

    /// <summary>The features of the actions; none unless actions are given by features.</summary>
    public IEnumerable<SampledFeature> ActionFeatures() => _table.ActionKind == ActionKind.Parametric
        ? Features(row => (_table.ActionFeatures.Keys(row).ToArray(), _table.ActionFeatures.Values(row).ToArray()))
        : [];

    private IEnumerable<SampledFeature> Features(Func<int, (long[] Ids, double[] Values)> entriesOf)
    {
        var features = new SortedDictionary<long, (List<int> Decisions, List<double> Values)>();
        for (var decision = 0; decision < _rows.Length; decision++)
        {
            var (ids, values) = entriesOf(_rows[decision]);
            foreach (var (id, value) in ids.Zip(values))
            {
                if (double.IsFinite(value))
                {
                    if (!features.TryGetValue(id, out var lists))
                    {
                        features[id] = lists = ([], []);
                    }

                    lists.Decisions.Add(decision);
                    lists.Values.Add(value);
                }
            }
        }

        return features.Select(feature => new SampledFeature(feature.Key, [.. feature.Value.Decisions], [.. feature.Value.Values]));
    }
}

/// <summary>The finite values of a feature in sampled decisions.</summary>
internal sealed record SampledFeature(long Id, int[] Decisions, double[] Values)
{
    /// <summary>What else is known of the decisions.</summary>
    public T[] Of<T>(T[] all) => [.. Decisions.Select(decision => all[decision])];
}
