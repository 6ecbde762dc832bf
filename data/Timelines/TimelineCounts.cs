using System.Collections.Immutable;
using ReAgent.Data.Expressions.Rules;

namespace ReAgent.Data.Timelines;

/// <summary>What a timeline job read, kept and set aside.</summary>
public sealed record TimelineCounts
{
    /// <summary>Logged rows read.</summary>
    public long RowsRead { get; init; }

    /// <summary>Episodes with at least one decision.</summary>
    public long Episodes { get; init; }

    /// <summary>Rows of the timeline.</summary>
    public long Transitions { get; init; }

    /// <summary>Episodes that ended.</summary>
    public long Terminated { get; init; }

    /// <summary>Episodes that only their log cut off.</summary>
    public long Truncated { get; init; }

    /// <summary>Episodes left out as outliers by their length.</summary>
    public long OutlierEpisodes { get; init; }

    /// <summary>Rows that were read more than once, all the same; one of each was kept.</summary>
    public long Repeated { get; init; }

    /// <summary>Rows set aside, by reason.</summary>
    public SortedDictionary<string, long> Quarantined { get; init; } = new(StringComparer.Ordinal);

    /// <summary>How often each discrete action was taken; empty when actions are continuous.</summary>
    public SortedDictionary<string, ActionCount> Actions { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What the rules for the timeline have seen of it, in the order of the rules.</summary>
    public ImmutableArray<RuleTallyState> Rules { get; init; } = [];

    /// <summary>Sum over shards, but for <see cref="Rules"/>, which <see cref="RuleTallies.Verdicts"/> merges.</summary>
    public static TimelineCounts Sum(IEnumerable<TimelineCounts> parts)
    {
        var total = new TimelineCounts();
        foreach (var part in parts)
        {
            foreach (var (reason, rows) in part.Quarantined)
            {
                total.Quarantined[reason] = total.Quarantined.GetValueOrDefault(reason) + rows;
            }

            foreach (var (action, count) in part.Actions)
            {
                total.Actions[action] = total.Actions.TryGetValue(action, out var before) ? before.Add(count) : count;
            }

            total = total with
            {
                RowsRead = total.RowsRead + part.RowsRead,
                Episodes = total.Episodes + part.Episodes,
                Transitions = total.Transitions + part.Transitions,
                Terminated = total.Terminated + part.Terminated,
                Truncated = total.Truncated + part.Truncated,
                OutlierEpisodes = total.OutlierEpisodes + part.OutlierEpisodes,
                Repeated = total.Repeated + part.Repeated,
            };
        }

        return total;
    }
}

/// <summary>How often an action was taken.</summary>
/// <param name="Transitions">Transitions with it.</param>
/// <param name="WithPropensity">Those of them whose propensity was logged.</param>
/// <param name="PropensitySum">Sum of the logged propensities.</param>
public sealed record ActionCount(long Transitions, long WithPropensity, double PropensitySum)
{
    /// <summary>Both together.</summary>
    public ActionCount Add(ActionCount other) =>
        new(Transitions + other.Transitions, WithPropensity + other.WithPropensity, PropensitySum + other.PropensitySum);
}
