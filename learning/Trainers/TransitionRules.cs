using System.Numerics.Tensors;
using ReAgent.Data.Batches;

namespace ReAgent.Learning.Trainers;

/// <summary>What must hold for rows before anything is learned from them.</summary>
internal static class TransitionRules
{
    /// <exception cref="ArgumentException">A rule is broken; the message names the first row that breaks it.</exception>
    public static void Check(TransitionRows rows)
    {
        var (n, states, actions, width, metrics) = (rows.Count, rows.StateWidth, rows.ActionCount, rows.ActionWidth, rows.MetricNames.Count);
        if (n == 0)
        {
            throw new ArgumentException("There are no rows to learn from.", nameof(rows));
        }

        if (states < 1 || (actions > 0) == (width > 0))
        {
            throw new ArgumentException(
                $"Rows need at least one state feature and either discrete or continuous actions; these have {states}, {actions} and {width}.",
                nameof(rows));
        }

        Length(rows.State, n, states, nameof(rows.State));
        Length(rows.NextState, n, states, nameof(rows.NextState));
        Length(rows.Reward, n, 1, nameof(rows.Reward));
        Length(rows.NotTerminal, n, 1, nameof(rows.NotTerminal));
        Length(rows.TimeDiff, n, 1, nameof(rows.TimeDiff));
        Length(rows.Step, n, 1, nameof(rows.Step));
        Length(rows.ActionProbability, n, 1, nameof(rows.ActionProbability));
        Length(rows.Metrics, n, metrics, nameof(rows.Metrics));
        Length(rows.Action, n, actions > 0 ? 1 : 0, nameof(rows.Action));
        Length(rows.NextAction, n, actions > 0 ? 1 : 0, nameof(rows.NextAction));
        Length(rows.PossibleActions, n, actions, nameof(rows.PossibleActions));
        Length(rows.PossibleNextActions, n, actions, nameof(rows.PossibleNextActions));
        Length(rows.ActionFeatures, n, width, nameof(rows.ActionFeatures));
        Length(rows.NextActionFeatures, n, width, nameof(rows.NextActionFeatures));
        Finite(rows.State, states, nameof(rows.State));
        Finite(rows.NextState, states, nameof(rows.NextState));
        Finite(rows.Reward, 1, nameof(rows.Reward));
        Finite(rows.Metrics, metrics, nameof(rows.Metrics));
        Finite(rows.ActionFeatures, width, nameof(rows.ActionFeatures));
        if (actions > 0)
        {
            Actions(rows);
        }
    }

    private static void Actions(TransitionRows rows)
    {
        var actions = rows.ActionCount;
        for (var row = 0; row < rows.Count; row++)
        {
            var action = rows.Action[row];
            if ((uint)action >= actions)
            {
                throw new ArgumentException($"Row {row} has action {action}; allowed are 0 to {actions - 1}.", nameof(rows));
            }

            if (rows.PossibleActions[(row * actions) + action] == 0)
            {
                throw new ArgumentException(
                    $"Row {row} (episode {rows.Episode[row]}) took action {action}, which its mask says was not possible.", nameof(rows));
            }

            if (rows.NotTerminal[row] != 0 && !rows.PossibleNextActions.AsSpan(row * actions, actions).ContainsAnyExcept(0))
            {
                throw new ArgumentException(
                    $"Row {row} (episode {rows.Episode[row]}, position {rows.SequenceNumber[row]}) goes on, " +
                    "but no action is possible in its next state. Should the episode have terminated?",
                    nameof(rows));
            }
        }
    }

    private static void Length<T>(T[] values, int rows, int width, string name)
    {
        if (values.Length != (long)rows * width)
        {
            throw new ArgumentException($"{name} has {values.Length} values, but {rows} rows of {width} need {(long)rows * width}.", name);
        }
    }

    private static void Finite(float[] values, int width, string name)
    {
        // A sum is finite only if every term is; it may overflow though every term is finite, so it only says where to look.
        if (values.Length == 0 || float.IsFinite(TensorPrimitives.SumOfMagnitudes<float>(values)))
        {
            return;
        }

        var bad = Array.FindIndex(values, value => !float.IsFinite(value));
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"{name} of row {bad / width} holds {values[bad]} at position {bad % width}; every number must be finite.", name);
        }
    }
}
