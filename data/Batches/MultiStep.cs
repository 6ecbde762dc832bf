namespace ReAgent.Data.Batches;

/// <summary>
/// Turns rows that span one step into rows that span up to n: r_t + γ r_{t+1} + … + γ^{n−1} r_{t+n−1}, and what follows is what followed the last of
/// these steps. An episode that ends, or whose log ends, sooner gives shorter spans; <see cref="TransitionRows.Step"/> says how long.
/// </summary>
public static class MultiStep
{
    /// <summary>Rows that span up to <paramref name="steps"/> steps.</summary>
    /// <param name="rows">Rows that span one step each.</param>
    /// <param name="steps">n, 1 or more; 1 gives the rows back.</param>
    /// <param name="gamma">γ, 0 to 1; it discounts rewards and metrics alike.</param>
    public static TransitionRows Of(TransitionRows rows, int steps, double gamma)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (steps == 1)
        {
            return rows;
        }

        var last = new int[rows.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            var end = row;
            while (end - row + 1 < steps && end + 1 < rows.Count && rows.NotTerminal[end] != 0 && rows.Episode[end + 1] == rows.Episode[row])
            {
                end++;
            }

            last[row] = end;
        }

        return new TransitionRows
        {
            Count = rows.Count,
            StateWidth = rows.StateWidth,
            ActionCount = rows.ActionCount,
            ActionWidth = rows.ActionWidth,
            MetricNames = rows.MetricNames,
            State = rows.State,
            Action = rows.Action,
            ActionFeatures = rows.ActionFeatures,
            ActionProbability = rows.ActionProbability,
            PossibleActions = rows.PossibleActions,
            Episode = rows.Episode,
            SequenceNumber = rows.SequenceNumber,
            NextState = At(rows.NextState, rows.StateWidth, last),
            NextAction = At(rows.NextAction, rows.ActionCount > 0 ? 1 : 0, last),
            NextActionFeatures = At(rows.NextActionFeatures, rows.ActionWidth, last),
            PossibleNextActions = At(rows.PossibleNextActions, rows.ActionCount, last),
            NotTerminal = At(rows.NotTerminal, 1, last),
            Reward = Discounted(rows.Reward, 1, last, gamma),
            Metrics = Discounted(rows.Metrics, rows.MetricNames.Count, last, gamma),
            TimeDiff = Discounted(rows.TimeDiff, 1, last, gamma: 1),
            Step = [.. last.Select((end, row) => (float)(end - row + 1))],
        };
    }

    private static T[] At<T>(T[] source, int width, int[] rows)
    {
        var result = new T[source.Length];
        for (var row = 0; row < rows.Length && width > 0; row++)
        {
            Array.Copy(source, (long)rows[row] * width, result, (long)row * width, width);
        }

        return result;
    }

    private static float[] Discounted(float[] source, int width, int[] last, double gamma)
    {
        var result = new float[source.Length];
        for (var row = 0; row < last.Length; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var sum = 0.0;
                for (var step = last[row]; step >= row; step--)
                {
                    sum = source[(step * width) + column] + (gamma * sum);
                }

                result[(row * width) + column] = (float)sum;
            }
        }

        return result;
    }
}
