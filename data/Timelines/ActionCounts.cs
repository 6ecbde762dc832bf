using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>Counts discrete actions and their logged propensities.</summary>
internal sealed class ActionCounts
{
    private readonly Dictionary<string, Tally> _tallies = new(StringComparer.Ordinal);
    private string _last = "";
    private Tally _lastTally = new();

    /// <summary>How often each action was taken.</summary>
    public SortedDictionary<string, ActionCount> Counts => new(
        _tallies.ToDictionary(pair => pair.Key, pair => new ActionCount(pair.Value.Transitions, pair.Value.WithPropensity, pair.Value.PropensitySum)), StringComparer.Ordinal);

    public void Add(EpisodeTable table, ReadOnlySpan<TimelinePair> pairs)
    {
        if (table.ActionKind != ActionKind.Discrete)
        {
            return;
        }

        foreach (var pair in pairs)
        {
            var tally = Of(table.Action[pair.Row]);
            tally.Transitions++;
            var propensity = table.ActionProbability[pair.Row];
            if (!double.IsNaN(propensity))
            {
                tally.WithPropensity++;
                tally.PropensitySum += propensity;
            }
        }
    }

    private Tally Of(string action)
    {
        if (action == _last && _last.Length > 0)
        {
            return _lastTally;
        }

        if (!_tallies.TryGetValue(action, out var tally))
        {
            _tallies.Add(action, tally = new Tally());
        }

        (_last, _lastTally) = (action, tally);
        return tally;
    }

    private sealed class Tally
    {
        public long Transitions { get; set; }

        public long WithPropensity { get; set; }

        public double PropensitySum { get; set; }
    }
}
