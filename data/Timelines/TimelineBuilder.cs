using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>Turns logged rows, in any order, into a timeline. The result depends on the set of rows only, not on their order.</summary>
public static class TimelineBuilder
{
    /// <summary>Checks, sorts and pairs the rows.</summary>
    public static Timeline Build(EpisodeTable rows, TimelineOptions options)
    {
        var quarantine = new Quarantine(rows);
        var order = SortedGoodRows(rows, quarantine);
        var pairs = new List<TimelinePair>(order.Length);
        long episodes = 0, terminated = 0, truncated = 0;
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && rows.MdpId[order[end]] == rows.MdpId[order[start]])
            {
                end++;
            }

            var episode = KeepDecisions(rows, order.AsSpan(start, end - start), quarantine);
            if (episode.Count > 0 && rows.HasAction(episode[0]))
            {
                var last = PairEpisode(rows, episode, options, pairs);
                episodes++;
                truncated += last.NotTerminal ? 1 : 0;
                terminated += last.NotTerminal ? 0 : 1;
            }

            start = end;
        }

        var counts = new TimelineCounts(rows.Count, episodes, pairs.Count, terminated, truncated, quarantine.Count()) { Actions = CountActions(rows, pairs) };
        return new Timeline(rows, [.. pairs], quarantine.Rows, quarantine.Reasons, counts);
    }

    private static SortedDictionary<string, ActionCount> CountActions(EpisodeTable rows, List<TimelinePair> pairs)
    {
        var counts = new SortedDictionary<string, ActionCount>(StringComparer.Ordinal);
        foreach (var pair in rows.ActionKind == ActionKind.Discrete ? pairs : [])
        {
            var propensity = rows.ActionProbability[pair.Row];
            var one = double.IsNaN(propensity) ? new ActionCount(1, 0, 0) : new ActionCount(1, 1, propensity);
            counts[rows.Action[pair.Row]] = counts.TryGetValue(rows.Action[pair.Row], out var before) ? before.Add(one) : one;
        }

        return counts;
    }

    private static TimelinePair PairEpisode(EpisodeTable rows, List<int> episode, TimelineOptions options, List<TimelinePair> pairs)
    {
        var first = rows.SequenceNumber[episode[0]];
        var pair = default(TimelinePair);
        for (var i = 0; i < episode.Count && rows.HasAction(episode[i]); i++)
        {
            var row = episode[i];
            var next = i + 1 < episode.Count ? episode[i + 1] : -1;
            var now = rows.SequenceNumber[row];
            var notTerminal = next >= 0 && (rows.HasAction(next) || rows.Truncated[next]);
            pair = new TimelinePair(row, next, i + 1, next < 0 ? 0 : rows.SequenceNumber[next] - now, now - first, notTerminal);
            var inWindow = options.TimeWindowLimit is not { } limit || pair.TimeSinceFirst <= limit;
            if (inWindow && (next >= 0 || options.AddTerminalStateRow))
            {
                pairs.Add(pair);
            }
        }

        return pair;
    }

    /// <summary>The episode's decisions, and its last row even if that only observes a state.</summary>
    private static List<int> KeepDecisions(EpisodeTable rows, ReadOnlySpan<int> episode, Quarantine quarantine)
    {
        var kept = new List<int>(episode.Length);
        for (var i = 0; i < episode.Length; i++)
        {
            if (rows.HasAction(episode[i]) || i == episode.Length - 1)
            {
                kept.Add(episode[i]);
            }
            else
            {
                quarantine.Add(episode[i], RowRules.MissingAction);
            }
        }

        return kept;
    }

    private static int[] SortedGoodRows(EpisodeTable rows, Quarantine quarantine)
    {
        var good = new List<int>(rows.Count);
        for (var row = 0; row < rows.Count; row++)
        {
            if (RowRules.Check(rows, row) is { } reason)
            {
                quarantine.Add(row, reason);
            }
            else
            {
                good.Add(row);
            }
        }

        var hashes = new ulong[rows.Count];
        foreach (var row in good)
        {
            hashes[row] = MdpHash.Order(rows.MdpId[row]!);
        }

        good.Sort((left, right) => Compare(rows, hashes, left, right));
        var kept = new List<int>(good.Count);
        foreach (var row in good)
        {
            if (kept.Count > 0 && rows.MdpId[kept[^1]] == rows.MdpId[row] && rows.SequenceNumber[kept[^1]] == rows.SequenceNumber[row])
            {
                quarantine.Add(row, RowRules.Duplicate);
            }
            else
            {
                kept.Add(row);
            }
        }

        return [.. kept];
    }

    // Rows that claim the same place in an episode are told apart by their content, so that which one stays does not depend on the input's order.
    private static int Compare(EpisodeTable rows, ulong[] hashes, int left, int right)
    {
        var order = hashes[left].CompareTo(hashes[right]);
        order = order != 0 ? order : string.CompareOrdinal(rows.MdpId[left], rows.MdpId[right]);
        order = order != 0 ? order : rows.SequenceNumber[left].CompareTo(rows.SequenceNumber[right]);
        return order != 0 || left == right ? order : CompareContent(rows, left, right);
    }

    private static int CompareContent(EpisodeTable rows, int left, int right)
    {
        var order = rows.HasAction(right).CompareTo(rows.HasAction(left));
        if (order == 0 && rows.ActionKind == ActionKind.Discrete)
        {
            order = string.CompareOrdinal(rows.Action[left], rows.Action[right]);
        }

        order = order != 0 ? order : rows.Reward[left].CompareTo(rows.Reward[right]);
        order = order != 0 ? order : rows.ActionProbability[left].CompareTo(rows.ActionProbability[right]);
        order = order != 0 ? order : rows.State.Keys(left).SequenceCompareTo(rows.State.Keys(right));
        order = order != 0 ? order : rows.State.Values(left).SequenceCompareTo(rows.State.Values(right));
        order = order != 0 || rows.ActionKind == ActionKind.Discrete ? order : rows.ActionFeatures.Values(left).SequenceCompareTo(rows.ActionFeatures.Values(right));
        return order;
    }

    private sealed class Quarantine(EpisodeTable source)
    {
        public EpisodeTable Rows { get; } = new(source.ActionKind);

        public List<string> Reasons { get; } = [];

        public void Add(int row, string reason)
        {
            Rows.Append(source, row);
            Reasons.Add(reason);
        }

        public SortedDictionary<string, long> Count() =>
            new(Reasons.CountBy(reason => reason).ToDictionary(count => count.Key, count => (long)count.Value), StringComparer.Ordinal);
    }
}
