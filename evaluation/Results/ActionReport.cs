using ReAgent.Evaluation.Diagnostics;
using ReAgent.Evaluation.Pages;

namespace ReAgent.Evaluation.Results;

/// <summary>One action, in the log and under the target policy.</summary>
/// <param name="Action">Name of the action.</param>
/// <param name="LoggedShare">Share of logged steps that took it.</param>
/// <param name="TargetShare">Mean probability with which the target policy would take it.</param>
/// <param name="GreedyShare">
/// Share of steps at which it has the highest score of the possible actions; null when the page has no scores.
/// </param>
/// <param name="ScoreMean">Mean of the policy's score (Q-value) of it over steps; null when the page has no scores.</param>
/// <param name="ScoreStandardDeviation">Standard deviation of that score over steps (n − 1); null with fewer than two steps.</param>
public sealed record ActionReport(
    string Action, double LoggedShare, double TargetShare, double? GreedyShare, double? ScoreMean, double? ScoreStandardDeviation)
{
    internal static IReadOnlyList<ActionReport> Of(EvaluationPage page)
    {
        var (logged, target, greedy) = (ActionShares.OfLog(page), ActionShares.OfTarget(page), ActionShares.OfGreedyPolicy(page));
        return [.. page.ActionNames.Select((name, action) =>
        {
            var (mean, deviation) = MomentsOf(page, action);
            return new ActionReport(name, logged[action], target[action], greedy?[action], mean, deviation);
        })];
    }

    private static (double? Mean, double? Deviation) MomentsOf(EvaluationPage page, int action)
    {
        if (page.PolicyScores is not { } scores || page.Steps == 0)
        {
            return (null, null);
        }

        double[] column = [.. Enumerable.Range(0, page.Steps).Select(step => scores[(step * page.ActionCount) + action])];
        var mean = column.Average();
        return (mean, column.Length < 2 ? null : Math.Sqrt(column.Sum(score => (score - mean) * (score - mean)) / (column.Length - 1)));
    }
}
