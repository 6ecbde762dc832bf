using FsCheck;
using FsCheck.Fluent;
using ReAgent.Contracts.Randomness;
using ReAgent.Data.Episodes;
using ReAgent.Data.Timelines;
using Xunit;

namespace ReAgent.Data.Tests.Timelines;

public sealed class TimelineBuilderTests
{
    private static readonly TimelineOptions DropLast = new() { AddTerminalStateRow = false };
    private static readonly TimelineOptions KeepLast = new();

    // The original's TimelineTest: rows used everywhere.
    private static LoggedRows TwoStates() => new LoggedRows()
        .Decision("mdp1", 1, "action1", reward: 1.0, probability: 0.8, possible: ["action1", "action2"], feature: 1, widgets: 10)
        .Decision("mdp1", 11, "action2", reward: 0.2, probability: 0.7, feature: 2, widgets: 20);

    [Fact]
    public void Two_states_make_one_row_when_the_last_is_dropped()
    {
        var timeline = TimelineBuilder.Build(TwoStates().Table, DropLast);

        var pair = Assert.Single(timeline.Pairs);
        Assert.Equal((0, 1), (pair.Row, pair.Next));
        Assert.Equal(1, pair.Ordinal);
        Assert.Equal(10, pair.TimeDiff);
        Assert.Equal(0, pair.TimeSinceFirst);
        Assert.True(pair.NotTerminal);
    }

    [Fact]
    public void The_last_row_of_an_episode_is_terminal_and_has_no_time_difference()
    {
        var timeline = TimelineBuilder.Build(TwoStates().Table, KeepLast);

        Assert.Equal(2, timeline.Pairs.Count);
        var last = timeline.Pairs[1];
        Assert.Equal(-1, last.Next);
        Assert.Equal(0, last.TimeDiff);
        Assert.Equal(10, last.TimeSinceFirst);
        Assert.False(last.NotTerminal);
        Assert.Equal(1, timeline.Counts.Terminated);
    }

    [Fact]
    public void A_time_window_keeps_the_real_next_state_of_its_last_row()
    {
        var rows = new LoggedRows();
        foreach (var mdp in (string[])["a", "b", "c"])
        {
            for (var sequence = 1; sequence <= 10; sequence++)
            {
                rows.Decision(mdp, sequence, "x");
            }
        }

        var timeline = TimelineBuilder.Build(rows.Table, KeepLast with { TimeWindowLimit = 3 });

        Assert.Equal(12, timeline.Pairs.Count);
        Assert.All(timeline.Pairs, pair => Assert.True(pair.TimeSinceFirst <= 3 && pair.Next >= 0));
    }

    [Fact]
    public void Continuous_actions_are_paired_like_discrete_ones()
    {
        var rows = new LoggedRows(ActionKind.Parametric).Control("m", 1, 1.0, (1001, 0.3), (1002, 0.5)).Control("m", 2, 0.5, (1001, 0.1));

        var timeline = TimelineBuilder.Build(rows.Table, KeepLast);

        Assert.Equal([1, -1], timeline.Pairs.Select(pair => pair.Next));
    }

    [Fact]
    public void A_cut_off_episode_goes_on_from_its_last_state()
    {
        var rows = new LoggedRows().Decision("m", 0, "x").Decision("m", 1, "x").CutOff("m", 2, ["x", "y"]);

        var timeline = TimelineBuilder.Build(rows.Table, KeepLast);

        Assert.Equal(2, timeline.Pairs.Count);
        Assert.Equal(2, timeline.Pairs[1].Next);
        Assert.True(timeline.Pairs[1].NotTerminal);
        Assert.Equal((0, 1), (timeline.Counts.Terminated, timeline.Counts.Truncated));
    }

    [Fact]
    public void A_final_state_without_action_ends_the_episode_unless_it_is_marked_as_cut_off()
    {
        var rows = new LoggedRows().Decision("m", 0, "x").Decision("m", 1, "");

        var timeline = TimelineBuilder.Build(rows.Table, KeepLast);

        var pair = Assert.Single(timeline.Pairs);
        Assert.Equal(1, pair.Next);
        Assert.False(pair.NotTerminal);
    }

    [Theory]
    [InlineData(null, 1L, "x", 0.5, 1.0, "missing mdp_id")]
    [InlineData("m", long.MinValue, "x", 0.5, 1.0, "missing sequence_number")]
    [InlineData("m", 1L, "z", 0.5, 1.0, "action not among the possible ones")]
    [InlineData("m", 1L, "x", 0.0, 1.0, "action_probability outside (0, 1]")]
    [InlineData("m", 1L, "x", 1.5, 1.0, "action_probability outside (0, 1]")]
    [InlineData("m", 1L, "x", 0.5, double.NaN, "reward missing, NaN or infinite")]
    [InlineData("m", 1L, "x", 0.5, double.PositiveInfinity, "reward missing, NaN or infinite")]
    public void A_wrong_row_is_set_aside_with_its_reason(string? mdpId, long sequence, string action, double probability, double reward, string reason)
    {
        var rows = new LoggedRows()
            .Decision("good", 1, "x", possible: ["x", "y"])
            .Decision(mdpId, sequence, action, reward, probability, possible: ["x", "y"]);

        var timeline = TimelineBuilder.Build(rows.Table, KeepLast);

        Assert.Single(timeline.Pairs);
        Assert.Equal([reason], timeline.Reasons);
        Assert.Equal(1, timeline.Quarantined.Count);
        Assert.Equal(1, timeline.Counts.Quarantined[reason]);
    }

    [Fact]
    public void A_missing_propensity_is_not_an_error()
    {
        var timeline = TimelineBuilder.Build(new LoggedRows().Decision("m", 1, "x", probability: double.NaN).Table, KeepLast);

        Assert.Single(timeline.Pairs);
        Assert.Empty(timeline.Reasons);
    }

    [Fact]
    public void Of_rows_that_claim_one_place_the_same_one_stays_in_any_order()
    {
        var rows = new LoggedRows().Decision("m", 1, "b", reward: 2).Decision("m", 1, "a", reward: 1).Decision("m", 2, "a");

        var forward = TimelineBuilder.Build(rows.Table, KeepLast);
        var backward = TimelineBuilder.Build(LoggedRows.Reordered(rows.Table, [2, 1, 0]), KeepLast);

        Assert.Equal("a", forward.Rows.Action[forward.Pairs[0].Row]);
        Assert.Equal("a", backward.Rows.Action[backward.Pairs[0].Row]);
        Assert.Equal(["duplicate (mdp_id, sequence_number)"], forward.Reasons);
    }

    [Fact]
    public void Order_of_the_input_changes_nothing() => Prop.ForAll(Logs(), log =>
    {
        var (table, order) = log;
        return Describe(TimelineBuilder.Build(table, KeepLast)).SequenceEqual(Describe(TimelineBuilder.Build(LoggedRows.Reordered(table, order), KeepLast)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Shard_after_shard_is_the_whole_whatever_the_number_of_shards() => Prop.ForAll(Logs(), Gen.Choose(1, 7).ToArbitrary(), (log, shards) =>
    {
        var table = log.Item1;
        var parts = Enumerable.Range(0, shards).SelectMany(index =>
        {
            var range = new MdpRange(index, shards);
            return Describe(TimelineBuilder.Build(LoggedRows.Reordered(table, Enumerable.Range(0, table.Count).Where(row => range.Contains(table.MdpId[row]))), KeepLast));
        });
        return Describe(TimelineBuilder.Build(table, KeepLast)).SequenceEqual(parts);
    }).QuickCheckThrowOnFailure();

    private static IEnumerable<string> Describe(Timeline timeline) => timeline.Pairs.Select(pair =>
        $"{timeline.Rows.MdpId[pair.Row]} {timeline.Rows.SequenceNumber[pair.Row]} {timeline.Rows.Action[pair.Row]} {timeline.Rows.Reward[pair.Row]} -> "
        + (pair.Next < 0 ? "end" : $"{timeline.Rows.SequenceNumber[pair.Next]} {timeline.Rows.Action[pair.Next]}") + $" {pair.Ordinal} {pair.TimeDiff} {pair.NotTerminal}");

    private static Arbitrary<(EpisodeTable, int[])> Logs() => Gen.Choose(1, int.MaxValue - 1).Select(seed =>
    {
        var random = new RandomStream((ulong)seed, "test");
        var rows = new LoggedRows();
        for (var row = 0; row < 60; row++)
        {
            rows.Decision($"mdp{random.NextInt(9)}", random.NextInt(15), random.NextInt(2) == 0 ? "x" : "y", reward: random.NextInt(5));
        }

        var order = Enumerable.Range(0, rows.Table.Count).ToArray();
        random.Shuffle<int>(order);
        return (rows.Table, order);
    }).ToArbitrary();
}
