using FsCheck;
using FsCheck.Fluent;
using ReAgent.Contracts.Randomness;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;
using ReAgent.Data.Timelines;
using Xunit;

namespace ReAgent.Data.Tests.Timelines;

public sealed class TimelineTests
{
    private static readonly TimelineOptions DropLast = new() { Shards = 1, AddTerminalStateRow = false };
    private static readonly TimelineOptions KeepLast = new() { Shards = 1 };

    // The original's TimelineTest: rows used everywhere.
    private static LoggedRows TwoStates() => new LoggedRows()
        .Decision("mdp1", 1, "action1", reward: 1.0, probability: 0.8, possible: ["action1", "action2"], feature: 1, widgets: 10)
        .Decision("mdp1", 11, "action2", reward: 0.2, probability: 0.7, feature: 2, widgets: 20);

    [Fact]
    public async Task Two_states_make_one_row_when_the_last_is_dropped()
    {
        using var job = await TimelineJob.Run(TwoStates().Table, DropLast);

        var row = Assert.Single(job.Tables);
        Assert.Equal(["mdp1 1 action1 1 1:1 -> action2 2:1 10 True"], job.Rows);
        Assert.Equal(0.8, row.ActionProbability[0]);
        Assert.Equal(["action1", "action2"], row.PossibleActions.Items(0).ToArray());
        Assert.Equal(0, row.PossibleNextActions.Length(0));
        Assert.Equal([10.0], row.Metrics.Values(0).ToArray());
    }

    [Fact]
    public async Task The_last_row_of_an_episode_is_terminal_and_has_no_time_difference()
    {
        using var job = await TimelineJob.Run(TwoStates().Table, KeepLast);

        Assert.Equal(["mdp1 1 action1 1 1:1 -> action2 2:1 10 True", "mdp1 11 action2 0.2 2:1 ->   0 False"], job.Rows);
        Assert.Equal(1, job.Counts.Terminated);
    }

    [Fact]
    public async Task A_time_window_keeps_the_real_next_state_of_its_last_row()
    {
        var rows = new LoggedRows();
        foreach (var mdp in (string[])["a", "b", "c"])
        {
            for (var sequence = 1; sequence <= 10; sequence++)
            {
                rows.Decision(mdp, sequence, "x");
            }
        }

        using var job = await TimelineJob.Run(rows.Table, KeepLast with { TimeWindowLimit = 3 });

        Assert.Equal(12, job.Counts.Transitions);
        Assert.All(job.Rows, row => Assert.EndsWith("-> x 1:1 1 True", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Continuous_actions_are_paired_like_discrete_ones()
    {
        var rows = new LoggedRows(ActionKind.Parametric).Control("m", 1, 1.0, (1001, 0.3), (1002, 0.5)).Control("m", 2, 0.5, (1001, 0.1));

        using var job = await TimelineJob.Run(rows.Table, KeepLast);

        var table = Assert.Single(job.Tables);
        Assert.Equal([1001L, 1002L], table.ActionFeatures.Keys(0).ToArray());
        Assert.Equal([0.1], table.NextActionFeatures.Values(0).ToArray());
        Assert.Equal(0, table.NextActionFeatures.Length(1));
    }

    [Fact]
    public async Task A_cut_off_episode_goes_on_from_its_last_state()
    {
        using var job = await TimelineJob.Run(new LoggedRows().Decision("m", 0, "x").Decision("m", 1, "x").CutOff("m", 2, ["x", "y"], feature: 3).Table, KeepLast);

        Assert.Equal(2, job.Counts.Transitions);
        Assert.EndsWith("->  3:1 1 True", job.Rows.Last(), StringComparison.Ordinal);
        Assert.Equal((0, 1), (job.Counts.Terminated, job.Counts.Truncated));
    }

    [Fact]
    public async Task A_final_state_without_action_ends_the_episode_unless_it_is_marked_as_cut_off()
    {
        using var job = await TimelineJob.Run(new LoggedRows().Decision("m", 0, "x").Decision("m", 1, "").Table, KeepLast);

        Assert.Equal(["m 0 x 0 1:1 ->  1:1 1 False"], job.Rows);
    }

    [Fact]
    public async Task A_state_without_action_inside_an_episode_is_set_aside()
    {
        using var job = await TimelineJob.Run(new LoggedRows().Decision("m", 0, "x").Decision("m", 1, "").Decision("m", 2, "x").Table, KeepLast);

        Assert.Equal(["m 0 x 0 1:1 -> x 1:1 2 True", "m 2 x 0 1:1 ->   0 False"], job.Rows);
        Assert.Equal(1, job.Counts.Quarantined["missing action inside an episode"]);
    }

    [Theory]
    [InlineData(null, 1L, "x", 0.5, 1.0, "missing mdp_id")]
    [InlineData("m", long.MinValue, "x", 0.5, 1.0, "missing sequence_number")]
    [InlineData("m", 1L, "z", 0.5, 1.0, "action not among the possible ones")]
    [InlineData("m", 1L, "x", 0.0, 1.0, "action_probability outside (0, 1]")]
    [InlineData("m", 1L, "x", 1.5, 1.0, "action_probability outside (0, 1]")]
    [InlineData("m", 1L, "x", 0.5, double.NaN, "reward missing, NaN or infinite")]
    [InlineData("m", 1L, "x", 0.5, double.PositiveInfinity, "reward missing, NaN or infinite")]
    public async Task A_wrong_row_is_set_aside_with_its_reason(string? mdpId, long sequence, string action, double probability, double reward, string reason)
    {
        var rows = new LoggedRows()
            .Decision("good", 1, "x", possible: ["x", "y"])
            .Decision(mdpId, sequence, action, reward, probability, possible: ["x", "y"]);

        using var job = await TimelineJob.Run(rows.Table, KeepLast with { Shards = 3 }, scans: 2);

        Assert.Single(job.Rows);
        Assert.Equal([KeyValuePair.Create(reason, 1L)], job.Counts.Quarantined);
    }

    [Fact]
    public async Task A_missing_propensity_is_not_an_error()
    {
        using var job = await TimelineJob.Run(new LoggedRows().Decision("m", 1, "x", probability: double.NaN).Table, KeepLast);

        Assert.Single(job.Rows);
        Assert.Empty(job.Counts.Quarantined);
        Assert.True(double.IsNaN(job.Tables[0].ActionProbability[0]));
    }

    [Fact]
    public async Task Of_rows_that_claim_one_place_the_same_one_stays_in_any_order()
    {
        var rows = new LoggedRows().Decision("m", 1, "b", reward: 2).Decision("m", 1, "a", reward: 1).Decision("m", 2, "a");

        using var forward = await TimelineJob.Run(rows.Table, KeepLast);
        using var backward = await TimelineJob.Run(LoggedRows.Reordered(rows.Table, [2, 1, 0]), KeepLast);

        Assert.StartsWith("m 1 a 1", forward.Rows.First(), StringComparison.Ordinal);
        Assert.Equal(forward.Rows, backward.Rows);
        Assert.Equal(1, forward.Counts.Quarantined["duplicate (mdp_id, sequence_number)"]);
    }

    [Fact]
    public async Task A_log_that_is_read_twice_gives_the_same_timeline_and_nothing_to_set_aside()
    {
        var once = TwoStates().Table;

        using var expected = await TimelineJob.Run(once, KeepLast);
        using var job = await TimelineJob.Run(LoggedRows.Reordered(once, [0, 1, 0, 1]), KeepLast, scans: 2);

        Assert.Equal(expected.Rows, job.Rows);
        Assert.Equal(2, job.Counts.Repeated);
        Assert.Empty(job.Counts.Quarantined);
    }

    [Fact]
    public async Task Longer_episodes_than_the_longest_allowed_are_left_out_and_counted()
    {
        var rows = new LoggedRows().Decision("a", 1, "x").Decision("a", 2, "x").Decision("a", 3, "x").Decision("b", 1, "x");

        using var job = await TimelineJob.Run(rows.Table, KeepLast, longestEpisode: 2);

        Assert.Equal(["b 1 x 0 1:1 ->   0 False"], job.Rows);
        Assert.Equal(1, job.Counts.OutlierEpisodes);
        Assert.Equal(new Dictionary<int, long> { [1] = 1, [3] = 1 }, TimelineJob.Lengths(rows.Table, 3));
    }

    [Fact]
    public async Task Rows_set_aside_keep_all_their_columns_and_come_in_one_order_whatever_the_order_of_the_input()
    {
        var rows = new LoggedRows().Decision("good", 1, "x");
        for (var row = 0; row < 40; row++)
        {
            rows.Decision($"m{row}", 1, "z", probability: row % 3 == 0 ? 2 : 1, possible: ["x", "y"], widgets: row);
        }

        var shuffled = LoggedRows.Reordered(rows.Table, Enumerable.Range(0, 41).OrderBy(row => row * 7 % 41));
        using var one = await TimelineJob.Run(rows.Table, KeepLast);
        using var other = await TimelineJob.Run(shuffled, KeepLast, scans: 3, bucketsPerShard: 4);

        var reasons = (ValueColumn<string>)await TimelineJob.Read(one.QuarantineParts[0], "reason", ColumnShape.Text);
        var metrics = (MapColumn<string>)await TimelineJob.Read(one.QuarantineParts[0], "metrics", ColumnShape.NamedNumbers);
        Assert.Equal(40, reasons.Count);
        Assert.Equal(Enumerable.Range(0, 40).Sum(), metrics.AllValues.ToArray().Sum());
        Assert.Equal(File.ReadAllBytes(one.QuarantineParts[0]), File.ReadAllBytes(other.QuarantineParts[0]));
    }

    [Fact]
    public void Order_of_the_input_and_number_of_scans_and_buckets_change_not_one_byte() => Prop.ForAll(Logs(), Gen.Choose(1, 4).ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), (log, scans, buckets) =>
    {
        var (table, order) = log;
        using var expected = TimelineJob.Run(table, KeepLast with { Shards = 2 }).GetAwaiter().GetResult();
        using var actual = TimelineJob.Run(LoggedRows.Reordered(table, order), KeepLast with { Shards = 2 }, scans, buckets).GetAwaiter().GetResult();
        return expected.Parts.Zip(actual.Parts).All(parts => File.ReadAllBytes(parts.First).AsSpan().SequenceEqual(File.ReadAllBytes(parts.Second)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Shard_after_shard_is_the_whole_whatever_the_number_of_shards() => Prop.ForAll(Logs(), Gen.Choose(1, 7).ToArbitrary(), (log, shards) =>
    {
        using var whole = TimelineJob.Run(log.Item1, KeepLast).GetAwaiter().GetResult();
        using var parts = TimelineJob.Run(log.Item1, KeepLast with { Shards = shards }).GetAwaiter().GetResult();
        return whole.Rows.SequenceEqual(parts.Rows);
    }).QuickCheckThrowOnFailure();

    private static Arbitrary<(EpisodeTable, int[])> Logs() => Gen.Choose(1, int.MaxValue - 1).Select(seed =>
    {
        var random = new RandomStream((ulong)seed, "test");
        var rows = new LoggedRows();
        for (var row = 0; row < 60; row++)
        {
            rows.Decision($"mdp{random.NextInt(9)}", random.NextInt(15), random.NextInt(2) == 0 ? "x" : "y", reward: random.NextInt(5), feature: random.NextInt(40));
        }

        var order = Enumerable.Range(0, rows.Table.Count).ToArray();
        random.Shuffle<int>(order);
        return (rows.Table, order);
    }).ToArbitrary();
}
