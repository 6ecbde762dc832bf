using ReAgent.Data.Batches;
using ReAgent.Learning.Trainers;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers;

public sealed class TransitionTableTests
{
    [Fact]
    public void A_batch_holds_the_chosen_rows_in_the_chosen_order()
    {
        var rows = ChainLog.Rows(5);
        using var scope = NewDisposeScope();
        using var table = new TransitionTable(rows, CPU);
        var batch = new TransitionBatch(table, tensor(new long[] { 7, 2 }));
        Assert.Equal(rows.State.AsSpan(7 * 6, 6).ToArray(), batch.State[0].data<float>().ToArray());
        Assert.Equal([rows.Action[7], rows.Action[2]], batch.Action.data<long>().ToArray().Select(action => (int)action));
        Assert.Equal([rows.Reward[7], rows.Reward[2]], batch.Reward.data<float>().ToArray());
        Assert.Equal(
            rows.PossibleActions.AsSpan(2 * 3, 3).ToArray().Select(possible => possible == 0),
            batch.PossibleActions.Impossible[1].data<bool>().ToArray());
        Assert.Equal([2, 2], batch.Metrics.shape);
    }

    [Fact]
    public void The_logged_next_action_is_the_only_one_left_unless_the_episode_was_cut()
    {
        var rows = ChainLog.Rows(60);
        var cut = Enumerable.Range(0, rows.Count).First(row => rows.NotTerminal[row] == 1 && rows.NextAction[row] == ChainLog.Actions);
        var ended = Enumerable.Range(0, rows.Count).First(row => rows.NotTerminal[row] == 0);
        var inner = Enumerable.Range(0, rows.Count).First(row => rows.NextAction[row] < ChainLog.Actions);
        using var scope = NewDisposeScope();
        using var table = new TransitionTable(rows, CPU);
        var left = new TransitionBatch(table, tensor(new long[] { cut, ended, inner })).LoggedNextAction.Impossible.logical_not();
        Assert.Equal(rows.PossibleNextActions.AsSpan(cut * 3, 3).ToArray().Select(possible => possible == 1), left[0].data<bool>().ToArray());
        Assert.Equal([false, false, false], left[1].data<bool>().ToArray());
        Assert.Equal(Enumerable.Range(0, 3).Select(action => action == rows.NextAction[inner]), left[2].data<bool>().ToArray());
    }

    [Fact]
    public void Rows_that_nothing_can_be_learned_from_are_named()
    {
        Refuse("Row 3", rows => rows.PossibleNextActions.AsSpan(9, 3).Clear(), row: 3);
        Refuse("Row 2 has action 9", rows => rows.Action[2] = 9);
        Refuse("was not possible", rows => rows.PossibleActions[(4 * 3) + rows.Action[4]] = 0);
        Refuse("Reward of row 1 holds NaN", rows => rows.Reward[1] = float.NaN);
        Refuse("State of row 2", rows => rows.State[(2 * 6) + 1] = float.PositiveInfinity);
    }

    private static void Refuse(string expected, Action<TransitionRows> damage, int? row = null)
    {
        // A log in which the damaged row is not a terminal one.
        var rows = Enumerable.Range(0, 100).Select(seed => ChainLog.Rows(30, (ulong)seed)).First(log => log.NotTerminal[row ?? 0] == 1);
        damage(rows);
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => new TransitionTable(rows, CPU)).Message, StringComparison.Ordinal);
    }
}
