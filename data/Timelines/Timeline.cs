using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>
/// Pairs of consecutive states and actions: for every decision the row it came from and the row that followed it in its episode.
/// Rows are ordered by (hash of mdp_id, mdp_id, sequence_number), so that shard after shard gives one order whatever the number of shards.
/// </summary>
public sealed class Timeline
{
    internal Timeline(EpisodeTable rows, TimelinePair[] pairs, EpisodeTable quarantined, IReadOnlyList<string> reasons, TimelineCounts counts)
    {
        Rows = rows;
        Pairs = pairs;
        Quarantined = quarantined;
        Reasons = reasons;
        Counts = counts;
    }

    /// <summary>The logged rows that the pairs point into.</summary>
    public EpisodeTable Rows { get; }

    /// <summary>The timeline's rows in order.</summary>
    public IReadOnlyList<TimelinePair> Pairs { get; }

    /// <summary>Rows that were set aside.</summary>
    public EpisodeTable Quarantined { get; }

    /// <summary>Why each quarantined row was set aside.</summary>
    public IReadOnlyList<string> Reasons { get; }

    /// <summary>What was read, kept and set aside.</summary>
    public TimelineCounts Counts { get; }
}

/// <summary>One row of a timeline.</summary>
/// <param name="Row">The decision's row in the episode table.</param>
/// <param name="Next">The row that followed in the episode; −1 when there is none.</param>
/// <param name="Ordinal">Position in the episode, from 1.</param>
/// <param name="TimeDiff">Sequence number of the next row minus that of this one; 0 on the last row.</param>
/// <param name="TimeSinceFirst">Sequence number minus the episode's first.</param>
/// <param name="NotTerminal">True when the episode went on from the next state, also where only the log was cut off.</param>
public readonly record struct TimelinePair(int Row, int Next, long Ordinal, long TimeDiff, long TimeSinceFirst, bool NotTerminal);

/// <summary>What a timeline job read, kept and set aside.</summary>
/// <param name="RowsRead">Logged rows read.</param>
/// <param name="Episodes">Episodes with at least one decision.</param>
/// <param name="Transitions">Rows of the timeline.</param>
/// <param name="Terminated">Episodes that ended.</param>
/// <param name="Truncated">Episodes that only their log cut off.</param>
/// <param name="Quarantined">Rows set aside, by reason.</param>
public sealed record TimelineCounts(
    long RowsRead, long Episodes, long Transitions, long Terminated, long Truncated, SortedDictionary<string, long> Quarantined)
{
    /// <summary>How often each discrete action was taken; empty when actions are continuous.</summary>
    public SortedDictionary<string, ActionCount> Actions { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Sum over shards.</summary>
    public static TimelineCounts Sum(IEnumerable<TimelineCounts> parts)
    {
        var total = new TimelineCounts(0, 0, 0, 0, 0, new SortedDictionary<string, long>(StringComparer.Ordinal));
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
