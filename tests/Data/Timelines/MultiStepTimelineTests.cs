using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;
using ReAgent.Data.Timelines;
using Xunit;

namespace ReAgent.Data.Tests.Timelines;

/// <summary>The original's MultiStepTimeline tests.</summary>
public sealed class MultiStepTimelineTests
{
    private static readonly TimelineOptions ThreeSteps = new() { Shards = 1, AddTerminalStateRow = false, Steps = 3 };

    private static EpisodeTable FourStates() => new LoggedRows()
        .Decision("mdp1", 1, "action1", reward: 1.0, probability: 0.8, possible: ["action1", "action2"], feature: 1, widgets: 10)
        .Decision("mdp1", 11, "action2", reward: 0.2, probability: 0.7, possible: ["action2", "action3"], feature: 2, widgets: 20)
        .Decision("mdp1", 12, "action3", reward: 0.9, probability: 0.6, possible: ["action3", "action4"], feature: 3, widgets: 30)
        .Decision("mdp1", 13, "action4", reward: 0.4, probability: 0.5, feature: 4, widgets: 40).Table;

    [Fact]
    public async Task Each_row_has_the_rewards_and_times_of_its_next_three_steps()
    {
        using var job = await TimelineJob.Run(FourStates(), ThreeSteps);
        var path = Assert.Single(job.MultiStepParts);

        Assert.Equal([[1.0, 0.2, 0.9], [0.2, 0.9], [0.9]], await Lists<double>(path, "reward", ColumnShape.Number));
        Assert.Equal([[10, 11, 12], [1, 2], [1]], await Lists<long>(path, "time_diff", ColumnShape.Integer));
        Assert.Equal([["action2", "action3", "action4"], ["action3", "action4"], ["action4"]], await Lists<string>(path, "next_action", ColumnShape.Text));
    }

    [Fact]
    public async Task Maps_and_lists_of_the_steps_are_lists_of_maps_and_lists()
    {
        using var job = await TimelineJob.Run(FourStates(), ThreeSteps);
        var path = job.MultiStepParts[0];

        var states = (NestedListColumn)await TimelineJob.Read(path, "next_state_features", new ColumnShape.ListOf(ColumnShape.Features));
        var metrics = (NestedListColumn)await TimelineJob.Read(path, "metrics", new ColumnShape.ListOf(ColumnShape.NamedNumbers));
        var possible = (NestedListColumn)await TimelineJob.Read(path, "possible_next_actions", new ColumnShape.ListOf(new ColumnShape.ListOf(ColumnShape.Text)));

        Assert.Equal([3, 2, 1], Enumerable.Range(0, 3).Select(states.Length));
        Assert.Equal([2, 3, 4, 3, 4, 4], ((MapColumn<long>)states.Items).AllKeys.ToArray());
        Assert.Equal([10, 20, 30, 20, 30, 30], ((MapColumn<string>)metrics.Items).AllValues.ToArray());
        Assert.Equal([2, 2, 0, 2, 0, 0], Enumerable.Range(0, 6).Select(((ListColumn<string>)possible.Items).Length));
    }

    [Fact]
    public async Task The_last_row_has_its_own_reward_and_no_next_steps()
    {
        using var job = await TimelineJob.Run(FourStates(), ThreeSteps with { AddTerminalStateRow = true });

        var rewards = await Lists<double>(job.MultiStepParts[0], "reward", ColumnShape.Number);
        var times = await Lists<long>(job.MultiStepParts[0], "time_diff", ColumnShape.Integer);
        Assert.Equal([0.4], rewards[3]);
        Assert.Empty(times[3]);
    }

    [Fact]
    public async Task Without_further_steps_no_multi_step_timeline_is_written()
    {
        using var job = await TimelineJob.Run(FourStates(), ThreeSteps with { Steps = 1 });

        Assert.False(File.Exists(job.MultiStepParts[0]));
    }

    private static async Task<T[][]> Lists<T>(string path, string name, ColumnShape item)
    {
        var column = (ListColumn<T>)await TimelineJob.Read(path, name, new ColumnShape.ListOf(item));
        return [.. Enumerable.Range(0, column.Count).Select(row => column.Items(row).ToArray())];
    }
}
