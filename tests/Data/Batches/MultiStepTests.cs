using ReAgent.Data.Batches;
using Xunit;

namespace ReAgent.Data.Tests.Batches;

public sealed class MultiStepTests
{
    // The original's query-stage example: rewards 0, 1, 4, 5 of one episode that ends with the last row.
    private static TransitionRows Rows(float[]? notTerminal = null, int[]? episode = null) => new()
    {
        Count = 4,
        StateWidth = 1,
        ActionCount = 2,
        ActionWidth = 0,
        MetricNames = ["clicks"],
        State = [0, 1, 2, 3],
        NextState = [1, 2, 3, 0],
        Action = [0, 1, 0, 1],
        NextAction = [1, 0, 1, 2],
        ActionFeatures = [],
        NextActionFeatures = [],
        Reward = [0, 1, 4, 5],
        NotTerminal = notTerminal ?? [1, 1, 1, 0],
        TimeDiff = [1, 3, 1, 0],
        Step = [1, 1, 1, 1],
        ActionProbability = [0.5f, 0.5f, 0.5f, 0.5f],
        PossibleActions = [1, 1, 1, 1, 1, 1, 1, 1],
        PossibleNextActions = [1, 1, 1, 0, 0, 1, notTerminal is null ? 0 : 1, 0],
        Metrics = [1, 0, 0, 1],
        Episode = episode ?? [0, 0, 0, 0],
        SequenceNumber = [0, 1, 4, 5],
    };

    private static GatheredRows Gather(TransitionRows rows, int steps, double gamma)
    {
        using var store = RowStore.Of(rows);
        return new GatheredRows(store, [0, 1, 2, 3], new MultiStep(steps, gamma));
    }

    [Fact]
    public void Two_steps_give_the_discounted_rewards_and_what_followed_the_second()
    {
        var rows = Gather(Rows(), 2, 0.9);

        Assert.Equal([0.9f, 4.6f, 8.5f, 5f], rows.Reward);
        Assert.Equal([2f, 2f, 2f, 1f], rows.Step);
        Assert.Equal([1f, 1f, 0f, 0f], rows.NotTerminal);
        Assert.Equal([2f, 3f, 0f, 0f], rows.NextState);
        Assert.Equal([false, true, true, false, true, true, true, true], rows.UnloggedNextActions);
        Assert.Equal([false, true, true, false, true, true, true, true], rows.ImpossibleNextActions);
        Assert.Equal([4f, 4f, 1f, 0f], rows.TimeDiff);
        Assert.Equal([1f, 0f, 0.9f, 1f], rows.Metrics);
    }

    [Fact]
    public void A_span_ends_where_the_episode_terminates()
    {
        var rows = Gather(Rows(notTerminal: [1, 0, 1, 1]), 3, 1);

        Assert.Equal([2f, 1f, 2f, 1f], rows.Step);
        Assert.Equal([1f, 1f, 9f, 5f], rows.Reward);
    }

    [Fact]
    public void A_span_does_not_reach_into_another_episode()
    {
        var rows = Gather(Rows(notTerminal: [1, 1, 1, 1], episode: [0, 0, 1, 1]), 4, 1);

        Assert.Equal([2f, 1f, 2f, 1f], rows.Step);
        Assert.Equal([1f, 1f, 9f, 5f], rows.Reward);
        Assert.Equal([2f, 2f, 0f, 0f], rows.NextState);
    }

    [Fact]
    public void One_step_gives_the_rows_as_they_were_logged()
    {
        var rows = Gather(Rows(), 1, 0.5);

        Assert.Equal([0f, 1f, 4f, 5f], rows.Reward);
        Assert.Equal([1f, 2f, 3f, 0f], rows.NextState);
        Assert.Equal([1f, 1f, 1f, 1f], rows.Step);
        Assert.Equal([true, false, false, true, true, false, true, true], rows.UnloggedNextActions);
    }

    [Fact]
    public void A_span_has_at_least_one_step() => Assert.Throws<ArgumentOutOfRangeException>(() => Gather(Rows(), 0, 0.5));
}
