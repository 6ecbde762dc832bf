using System.Numerics.Tensors;

namespace ReAgent.Data.Batches;

/// <summary>What must hold for rows before anything is learned from them.</summary>
internal static class TransitionRules
{
    /// <param name="rows">Rows that span one step each.</param>
    /// <param name="before">How many rows came before these, for the message.</param>
    /// <exception cref="InvalidDataException">A rule is broken; the message names the first row that breaks it.</exception>
    public static void Check(TransitionRows rows, long before)
    {
        var (n, states, actions, width, metrics) = (rows.Count, rows.StateWidth, rows.ActionCount, rows.ActionWidth, rows.MetricNames.Count);
        if (states < 1 || (actions > 0) == (width > 0))
        {
            throw new InvalidDataException(
                $"Rows need at least one state feature and either discrete or continuous actions; these have {states}, {actions} and {width}.");
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
        Finite(rows.State, states, nameof(rows.State), before);
        Finite(rows.NextState, states, nameof(rows.NextState), before);
        Finite(rows.Reward, 1, nameof(rows.Reward), before);
        Finite(rows.Metrics, metrics, nameof(rows.Metrics), before);
        Finite(rows.ActionFeatures, width, nameof(rows.ActionFeatures), before);
        Finite(rows.NextActionFeatures, width, nameof(rows.NextActionFeatures), before);
        if (rows.Step.AsSpan(0, n).IndexOfAnyExcept(1f) is var spanning and >= 0)
        {
            throw new InvalidDataException($"Row {before + spanning} spans {rows.Step[spanning]} steps; a store holds rows of one step, and spans are made when they are read.");
        }

        if (actions > 0)
        {
            Actions(rows, before);
        }
    }

    private static void Actions(TransitionRows rows, long before)
    {
        var actions = rows.ActionCount;
        for (var row = 0; row < rows.Count; row++)
        {
            var (action, next) = (rows.Action[row], rows.NextAction[row]);
            if ((uint)action >= actions || (uint)next > actions)
            {
                throw new InvalidDataException(
                    $"Row {before + row} has action {action} and next action {next}; allowed are 0 to {actions - 1}, and {actions} where there is no next one.");
            }

            if (rows.PossibleActions[(row * actions) + action] == 0)
            {
                throw new InvalidDataException(
                    $"Row {before + row} (position {rows.SequenceNumber[row]} of its episode) took action {action}, which its mask says was not possible.");
            }

            if (rows.NotTerminal[row] != 0 && !rows.PossibleNextActions.AsSpan(row * actions, actions).ContainsAnyExcept(0))
            {
                throw new InvalidDataException(
                    $"Row {before + row} (position {rows.SequenceNumber[row]} of its episode) goes on, " +
                    "but no action is possible in its next state. Should the episode have terminated?");
            }
        }
    }

    private static void Length<T>(T[] values, int rows, int width, string name)
    {
        if (values.Length != (long)rows * width)
        {
            throw new InvalidDataException($"{name} has {values.Length} values, but {rows} rows of {width} need {(long)rows * width}.");
        }
    }

    private static void Finite(float[] values, int width, string name, long before)
    {
        // A sum is finite only if every term is; it may overflow though every term is finite, so it only says where to look.
        if (values.Length == 0 || float.IsFinite(TensorPrimitives.SumOfMagnitudes<float>(values)))
        {
            return;
        }

        var bad = Array.FindIndex(values, value => !float.IsFinite(value));
        if (bad >= 0)
        {
            throw new InvalidDataException(
                $"{name} of row {before + (bad / width)} holds {values[bad]} at position {bad % width}; every number must be finite.");
        }
    }
}
