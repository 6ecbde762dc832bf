using ReAgent.Evaluation.Pages;

namespace ReAgent.Evaluation.Diagnostics;

/// <summary>How often each action is taken over the steps of a page.</summary>
internal static class ActionShares
{
    /// <summary>[A] mean probability under the target policy.</summary>
    public static double[] OfTarget(EvaluationPage page)
    {
        var shares = new double[page.ActionCount];
        for (var cell = 0; cell < page.TargetPropensities.Length; cell++)
        {
            shares[cell % shares.Length] += page.TargetPropensities[cell];
        }

        return PerStep(shares, page);
    }

    /// <summary>
    /// [A] share of steps at which the action was logged; they sum to less than 1 when logged actions are not among the page's.
    /// </summary>
    public static double[] OfLog(EvaluationPage page)
    {
        var shares = new double[page.ActionCount];
        foreach (var action in page.LoggedActions)
        {
            if (action != LoggedActions.NotAmongThem)
            {
                shares[action]++;
            }
        }

        return PerStep(shares, page);
    }

    /// <summary>
    /// [A] share of steps at which the action has the highest score of the possible ones (the first of several); null without scores.
    /// </summary>
    public static double[]? OfGreedyPolicy(EvaluationPage page)
    {
        if (page.PolicyScores is not { } scores)
        {
            return null;
        }

        var shares = new double[page.ActionCount];
        for (var step = 0; step < page.Steps; step++)
        {
            var best = LoggedActions.NotAmongThem;
            for (var action = 0; action < shares.Length; action++)
            {
                var cell = (step * shares.Length) + action;
                if ((page.PossibleActions?[cell] ?? true) && (best < 0 || scores[cell] > scores[(step * shares.Length) + best]))
                {
                    best = action;
                }
            }

            if (best >= 0)
            {
                shares[best]++;
            }
        }

        return PerStep(shares, page);
    }

    private static double[] PerStep(double[] sums, EvaluationPage page) =>
        page.Steps == 0 ? sums : [.. sums.Select(sum => sum / page.Steps)];
}
