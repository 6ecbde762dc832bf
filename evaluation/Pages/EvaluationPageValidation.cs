namespace ReAgent.Evaluation.Pages;

/// <summary>Says everything that keeps rows from being an evaluation page.</summary>
internal static class EvaluationPageValidation
{
    // Models give float32 probabilities; their sum over a few hundred actions is off by less than this.
    private const double SumTolerance = 1e-3;
    private const double ProbabilityTolerance = 1e-6;
    private const int RowsNamedPerProblem = 3;

    /// <summary>Every column has one value per row (and action), and names are distinct.</summary>
    public static void CheckShapes(IReadOnlyList<EvaluationColumns> batches)
    {
        List<string> problems = batches.Count == 0 ? ["An evaluation page needs at least one batch of rows (a batch may have none)."] : [];
        for (var index = 0; index < batches.Count; index++)
        {
            var place = batches.Count == 1 ? "" : $"Batch {index}: ";
            problems.AddRange(ProblemsOfShape(batches[index]).Select(problem => place + problem));
        }

        Throw(problems);
    }

    /// <summary>Values are in their ranges and no step is there twice. Rows are sorted.</summary>
    public static void CheckValues(EvaluationColumns rows)
    {
        List<string> problems = [];
        var actions = rows.ActionNames.Count;
        CheckSteps(problems, rows, actions);
        CheckTarget(problems, rows, actions);
        CheckLogging(problems, rows, actions);
        foreach (var outcome in rows.Metrics.Prepend(rows.Reward))
        {
            CheckFinite(problems, rows, outcome.Logged, $"logged {outcome.Name}", 1);
            CheckFinite(problems, rows, outcome.ModelRewards, $"predicted {outcome.Name}", actions);
            CheckFinite(problems, rows, outcome.ModelRewardsForLoggedAction, $"predicted {outcome.Name} of the logged action", 1);
            CheckFinite(problems, rows, outcome.ModelValues ?? [], $"predicted value of {outcome.Name}", actions);
        }

        CheckFinite(problems, rows, rows.PolicyScores ?? [], "policy score", actions);
        CheckFinite(problems, rows, rows.StateFeatures ?? [], "state feature", Math.Max(1, EvaluationRows.StateWidth(rows)));
        Throw(problems);
    }

    private static void CheckSteps(List<string> problems, EvaluationColumns rows, int actions)
    {
        var steps = rows.SequenceNumbers.Length;
        var (sequence, logged, propensities) = (rows.SequenceNumbers, rows.LoggedActions, rows.LoggedPropensities);
        Report(
            problems,
            rows,
            steps,
            row => row > 0 && sequence[row] == sequence[row - 1] && rows.EpisodeIds[row] == rows.EpisodeIds[row - 1],
            row => $"sequence number {sequence[row]} is there more than once; the steps of an episode have distinct sequence numbers");
        Report(
            problems,
            rows,
            steps,
            row => logged[row] < LoggedActions.NotAmongThem || logged[row] >= actions,
            row => $"logged action {logged[row]}; allowed are 0 to {actions - 1}, or {LoggedActions.NotAmongThem} for none of them");
        Report(
            problems,
            rows,
            steps,
            row => propensities[row] is < 0 or > 1 + ProbabilityTolerance,
            row => $"logged propensity {propensities[row]}; allowed are (0, 1], and 0 or NaN where it is not known");
    }

    private static void CheckTarget(List<string> problems, EvaluationColumns rows, int actions)
    {
        var target = rows.TargetPropensities;
        Report(
            problems,
            rows,
            target.Length,
            cell => !(target[cell] is >= 0 and <= 1 + ProbabilityTolerance),
            cell => $"target propensity {target[cell]} of action '{rows.ActionNames[cell % actions]}'; allowed are [0, 1]",
            actions);
        if (actions > 1)
        {
            Report(
                problems,
                rows,
                rows.SequenceNumbers.Length,
                row => Math.Abs(SumOfRow(target, row, actions) - 1) > SumTolerance,
                row => $"target propensities sum to {SumOfRow(target, row, actions)}; they must sum to 1");
        }

        if (rows.PossibleActions is { } possible)
        {
            Report(
                problems,
                rows,
                possible.Length,
                cell => !possible[cell] && target[cell] > ProbabilityTolerance,
                cell => $"the target takes the impossible action '{rows.ActionNames[cell % actions]}' with probability {target[cell]}",
                actions);
        }
    }

    private static void CheckLogging(List<string> problems, EvaluationColumns rows, int actions)
    {
        if (rows.LoggingPropensities is not { } logging)
        {
            return;
        }

        Report(
            problems,
            rows,
            logging.Length,
            cell => !(logging[cell] is >= 0 and <= 1 + ProbabilityTolerance),
            cell => $"logging propensity {logging[cell]} of action '{rows.ActionNames[cell % actions]}'; allowed are [0, 1]",
            actions);
        Report(
            problems,
            rows,
            rows.SequenceNumbers.Length,
            row => Math.Abs(SumOfRow(logging, row, actions) - 1) > SumTolerance,
            row => $"logging propensities sum to {SumOfRow(logging, row, actions)}; they must sum to 1");
        Report(
            problems,
            rows,
            rows.SequenceNumbers.Length,
            row => rows.LoggedPropensities[row] > 0
                && rows.LoggedActions[row] is >= 0 and var action
                && action < actions
                && Math.Abs(logging[(row * actions) + action] - rows.LoggedPropensities[row]) > SumTolerance,
            row => $"the logged propensity {rows.LoggedPropensities[row]} is not the logging propensity "
                + $"{logging[(row * actions) + rows.LoggedActions[row]]} of the logged action");
    }

    private static IEnumerable<string> ProblemsOfShape(EvaluationColumns rows)
    {
        var steps = rows.SequenceNumbers.Length;
        var actions = rows.ActionNames.Count;
        if (actions == 0)
        {
            yield return "There are no actions; an evaluation page has at least one.";
        }

        foreach (var name in Repeated(rows.ActionNames))
        {
            yield return $"The action '{name}' is there more than once; names of actions are distinct.";
        }

        foreach (var name in Repeated(rows.Metrics.Append(rows.Reward).Select(outcome => outcome.Name)))
        {
            yield return $"The outcome '{name}' is there more than once; names of the reward and metrics are distinct.";
        }

        if (rows.StateFeatures is { } features && (steps == 0 ? features.Length > 0 : features.Length % steps != 0))
        {
            yield return $"The column 'state features' has {features.Length} values, which do not fill {steps} rows.";
        }

        foreach (var (name, length, width) in Columns(rows))
        {
            if (length is { } actual && actual != steps * width)
            {
                yield return $"The column '{name}' has {actual} values; {steps} rows × {width} make {steps * width}.";
            }
        }
    }

    private static IEnumerable<(string Name, int? Length, int Width)> Columns(EvaluationColumns rows)
    {
        var actions = rows.ActionNames.Count;
        yield return ("episode ids", rows.EpisodeIds.Length, 1);
        yield return ("logged actions", rows.LoggedActions.Length, 1);
        yield return ("logged propensities", rows.LoggedPropensities.Length, 1);
        yield return ("logging propensities", rows.LoggingPropensities?.Length, actions);
        yield return ("target propensities", rows.TargetPropensities.Length, actions);
        yield return ("possible actions", rows.PossibleActions?.Length, actions);
        yield return ("policy scores", rows.PolicyScores?.Length, actions);
        yield return ("states", rows.States?.Length, 1);
        foreach (var outcome in rows.Metrics.Prepend(rows.Reward))
        {
            yield return ($"logged {outcome.Name}", outcome.Logged.Length, 1);
            yield return ($"predicted {outcome.Name}", outcome.ModelRewards.Length, actions);
            yield return ($"predicted {outcome.Name} of the logged action", outcome.ModelRewardsForLoggedAction.Length, 1);
            yield return ($"predicted value of {outcome.Name}", outcome.ModelValues?.Length, actions);
        }
    }

    private static void CheckFinite(List<string> problems, EvaluationColumns rows, double[] column, string name, int width) =>
        Report(
            problems,
            rows,
            column.Length,
            cell => !double.IsFinite(column[cell]),
            cell => $"{name} is {column[cell]}; it must be finite",
            width);

    // One problem per kind, with the first rows that have it: a page with a million bad rows must not make a million sentences.
    private static void Report(
        List<string> problems, EvaluationColumns rows, int cells, Func<int, bool> isWrong, Func<int, string> what, int width = 1)
    {
        List<int> wrong = [];
        var count = 0;
        for (var cell = 0; cell < cells; cell++)
        {
            if (isWrong(cell) && ++count <= RowsNamedPerProblem)
            {
                wrong.Add(cell);
            }
        }

        problems.AddRange(wrong.Select(cell =>
            $"Episode '{rows.EpisodeIds[cell / width]}', sequence number {rows.SequenceNumbers[cell / width]}: {what(cell)}."));
        if (count > wrong.Count)
        {
            problems.Add($"… and {count - wrong.Count} more like the last one.");
        }
    }

    private static double SumOfRow(double[] matrix, int row, int width)
    {
        var sum = 0.0;
        foreach (var value in matrix.AsSpan(row * width, width))
        {
            sum += value;
        }

        return sum;
    }

    private static IEnumerable<string> Repeated(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);

    private static void Throw(List<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new InvalidEvaluationPageException(problems);
        }
    }
}
