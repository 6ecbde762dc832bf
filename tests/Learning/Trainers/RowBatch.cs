using ReAgent.Data.Batches;
using ReAgent.Learning.Policies;
using ReAgent.Learning.Trainers;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers;

/// <summary>Rows in memory as one batch, as they are: spans of several steps and next states of terminal rows included.</summary>
public static class RowBatch
{
    /// <summary>Rows from <paramref name="first"/> on. The tensors belong to the current dispose scope.</summary>
    public static TransitionBatch Of(TransitionRows rows, int first, int count)
    {
        var actions = rows.ActionCount;
        return new()
        {
            State = Numbers(rows.State, rows.StateWidth),
            NextState = Numbers(rows.NextState, rows.StateWidth),
            Action = tensor(rows.Action.Skip(first).Take(count).Select(action => (long)action).ToArray(), [count, actions > 0 ? 1 : 0]),
            ActionFeatures = Numbers(rows.ActionFeatures, rows.ActionWidth),
            NextActionFeatures = Numbers(rows.NextActionFeatures, rows.ActionWidth),
            Reward = Numbers(rows.Reward, 1),
            NotTerminal = Numbers(rows.NotTerminal, 1),
            TimeDiff = Numbers(rows.TimeDiff, 1),
            Step = Numbers(rows.Step, 1),
            ActionProbability = Numbers(rows.ActionProbability, 1),
            Metrics = Numbers(rows.Metrics, rows.MetricNames.Count),
            PossibleActions = ActionMask.Of(Numbers(rows.PossibleActions, actions)),
            PossibleNextActions = ActionMask.Of(Numbers(rows.PossibleNextActions, actions)),
            LoggedNextAction = new(tensor(Enumerable.Range(first, count).SelectMany(Unlogged).ToArray(), [count, actions])),
        };

        Tensor Numbers(float[] values, int width) => tensor(values.AsSpan(first * width, count * width).ToArray(), [count, width]);

        IEnumerable<bool> Unlogged(int row) => Enumerable.Range(0, actions).Select(action => rows.NextAction[row] is var next && next < actions
            ? action != next
            : rows.PossibleNextActions[(row * actions) + action] == 0);
    }
}
