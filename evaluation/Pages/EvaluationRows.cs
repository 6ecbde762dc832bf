namespace ReAgent.Evaluation.Pages;

/// <summary>Moves whole rows of columns about: puts batches together, sorts them, takes some out.</summary>
internal static class EvaluationRows
{
    /// <summary>All rows of all batches, in their order. There is at least one, and each has whole rows.</summary>
    /// <exception cref="InvalidEvaluationPageException">The batches differ in their actions, outcomes or optional columns.</exception>
    public static EvaluationColumns Concatenate(IReadOnlyList<EvaluationColumns> batches)
    {
        var first = batches[0];
        if (batches.Count == 1)
        {
            return first;
        }

        var problems = batches.Skip(1).SelectMany((batch, index) => DifferencesInShape(first, batch, index + 1)).ToList();
        if (problems.Count > 0)
        {
            throw new InvalidEvaluationPageException(problems);
        }

        return first with
        {
            EpisodeIds = Join(batches, batch => batch.EpisodeIds),
            SequenceNumbers = Join(batches, batch => batch.SequenceNumbers),
            LoggedActions = Join(batches, batch => batch.LoggedActions),
            LoggedPropensities = Join(batches, batch => batch.LoggedPropensities),
            LoggingPropensities = first.LoggingPropensities is null ? null : Join(batches, batch => batch.LoggingPropensities!),
            TargetPropensities = Join(batches, batch => batch.TargetPropensities),
            PossibleActions = first.PossibleActions is null ? null : Join(batches, batch => batch.PossibleActions!),
            PolicyScores = first.PolicyScores is null ? null : Join(batches, batch => batch.PolicyScores!),
            States = first.States is null ? null : Join(batches, batch => batch.States!),
            StateFeatures = first.StateFeatures is null ? null : Join(batches, batch => batch.StateFeatures!),
            Reward = Join(batches, batch => batch.Reward),
            Metrics = [.. MetricNames(first).Select(name => Join(batches, batch => batch.Metrics.First(metric => metric.Name == name)))],
        };
    }

    /// <summary>The rows in order of (episode id, sequence number), ids compared ordinally.</summary>
    public static EvaluationColumns Sort(EvaluationColumns rows)
    {
        var order = Enumerable.Range(0, rows.SequenceNumbers.Length).ToArray();
        if (Enumerable.Range(1, Math.Max(0, order.Length - 1)).All(row => Compare(row - 1, row) <= 0))
        {
            return rows;
        }

        Array.Sort(order, Compare);
        return Select(rows, order);

        int Compare(int left, int right)
        {
            var byEpisode = string.CompareOrdinal(rows.EpisodeIds[left], rows.EpisodeIds[right]);
            return byEpisode != 0 ? byEpisode : rows.SequenceNumbers[left].CompareTo(rows.SequenceNumbers[right]);
        }
    }

    /// <summary>The rows at the given indices, in their order.</summary>
    public static EvaluationColumns Select(EvaluationColumns rows, int[] indices)
    {
        var actions = rows.ActionNames.Count;
        return rows with
        {
            EpisodeIds = Take(rows.EpisodeIds, indices, 1),
            SequenceNumbers = Take(rows.SequenceNumbers, indices, 1),
            LoggedActions = Take(rows.LoggedActions, indices, 1),
            LoggedPropensities = Take(rows.LoggedPropensities, indices, 1),
            LoggingPropensities = rows.LoggingPropensities is null ? null : Take(rows.LoggingPropensities, indices, actions),
            TargetPropensities = Take(rows.TargetPropensities, indices, actions),
            PossibleActions = rows.PossibleActions is null ? null : Take(rows.PossibleActions, indices, actions),
            PolicyScores = rows.PolicyScores is null ? null : Take(rows.PolicyScores, indices, actions),
            States = rows.States is null ? null : Take(rows.States, indices, 1),
            StateFeatures = rows.StateFeatures is null ? null : Take(rows.StateFeatures, indices, StateWidth(rows)),
            Reward = Take(rows.Reward, indices, actions),
            Metrics = [.. rows.Metrics.Select(metric => Take(metric, indices, actions))],
        };
    }

    /// <summary>Number of features of a state; 0 when there are none, or no rows.</summary>
    public static int StateWidth(EvaluationColumns rows) => rows is { StateFeatures: { } features, SequenceNumbers.Length: > 0 and var steps } ? features.Length / steps : 0;

    private static OutcomeColumns Join(IReadOnlyList<EvaluationColumns> batches, Func<EvaluationColumns, OutcomeColumns> outcome)
    {
        var first = outcome(batches[0]);
        return first with
        {
            Logged = Join(batches, batch => outcome(batch).Logged),
            ModelRewards = Join(batches, batch => outcome(batch).ModelRewards),
            ModelRewardsForLoggedAction = Join(batches, batch => outcome(batch).ModelRewardsForLoggedAction),
            ModelValues = first.ModelValues is null ? null : Join(batches, batch => outcome(batch).ModelValues!),
        };
    }

    private static T[] Join<T>(IReadOnlyList<EvaluationColumns> batches, Func<EvaluationColumns, T[]> column)
    {
        var joined = new T[batches.Sum(batch => column(batch).Length)];
        var filled = 0;
        foreach (var part in batches.Select(column))
        {
            part.CopyTo(joined, filled);
            filled += part.Length;
        }

        return joined;
    }

    private static OutcomeColumns Take(OutcomeColumns outcome, int[] indices, int actions) => outcome with
    {
        Logged = Take(outcome.Logged, indices, 1),
        ModelRewards = Take(outcome.ModelRewards, indices, actions),
        ModelRewardsForLoggedAction = Take(outcome.ModelRewardsForLoggedAction, indices, 1),
        ModelValues = outcome.ModelValues is null ? null : Take(outcome.ModelValues, indices, actions),
    };

    private static T[] Take<T>(T[] column, int[] indices, int width)
    {
        var taken = new T[indices.Length * width];
        for (var row = 0; row < indices.Length; row++)
        {
            column.AsSpan(indices[row] * width, width).CopyTo(taken.AsSpan(row * width));
        }

        return taken;
    }

    private static IEnumerable<string> DifferencesInShape(EvaluationColumns first, EvaluationColumns batch, int index)
    {
        if (!first.ActionNames.SequenceEqual(batch.ActionNames))
        {
            yield return $"Batch {index} has the actions {List(batch.ActionNames)}; the first has {List(first.ActionNames)}.";
        }

        if (first.Reward.Name != batch.Reward.Name || !MetricNames(first).SequenceEqual(MetricNames(batch)))
        {
            yield return $"Batch {index} has the outcomes {List(OutcomeNames(batch))}; the first has {List(OutcomeNames(first))}.";
        }
        else if (OutcomesWithValues(first) != OutcomesWithValues(batch))
        {
            yield return $"Batch {index} has model values for '{OutcomesWithValues(batch)}'; the first for '{OutcomesWithValues(first)}'.";
        }

        if (first.PossibleActions is null != batch.PossibleActions is null)
        {
            yield return $"Batch {index} has {(batch.PossibleActions is null ? "no" : "a")} mask of possible actions, unlike the first.";
        }

        if (first.LoggingPropensities is null != batch.LoggingPropensities is null)
        {
            yield return $"Batch {index} has {(batch.LoggingPropensities is null ? "no " : "")}logging propensities, unlike the first.";
        }

        if (first.PolicyScores is null != batch.PolicyScores is null)
        {
            yield return $"Batch {index} has {(batch.PolicyScores is null ? "no " : "")}policy scores, unlike the first.";
        }

        if (first.States is null != batch.States is null)
        {
            yield return $"Batch {index} has {(batch.States is null ? "no " : "")}states, unlike the first.";
        }

        if (first.StateFeatures is null != batch.StateFeatures is null)
        {
            yield return $"Batch {index} has {(batch.StateFeatures is null ? "no " : "")}state features, unlike the first.";
        }
        else if (first.SequenceNumbers.Length > 0 && batch.SequenceNumbers.Length > 0 && StateWidth(first) != StateWidth(batch))
        {
            yield return $"Batch {index} has {StateWidth(batch)} features per state; the first has {StateWidth(first)}.";
        }
    }

    private static IEnumerable<string> MetricNames(EvaluationColumns rows) => Names(rows.Metrics);

    private static IEnumerable<string> OutcomeNames(EvaluationColumns rows) => MetricNames(rows).Prepend(rows.Reward.Name);

    private static string OutcomesWithValues(EvaluationColumns rows) =>
        List(Names(rows.Metrics.Append(rows.Reward).Where(outcome => outcome.ModelValues is not null)));

    private static IEnumerable<string> Names(IEnumerable<OutcomeColumns> outcomes) =>
        outcomes.Select(outcome => outcome.Name).Order(StringComparer.Ordinal);

    private static string List(IEnumerable<string> names) => string.Join(", ", names);
}
