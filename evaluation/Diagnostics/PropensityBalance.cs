using ReAgent.Evaluation.Samples;

namespace ReAgent.Evaluation.Diagnostics;

/// <summary>
/// Whether the logged propensities of one action fit how often it was logged, where the target policy would take it.
/// </summary>
/// <param name="Action">Name of the action.</param>
/// <param name="Ratio">
/// Σ_i 1{a_i = a} g_i / p_i over Σ_i g_i: 1 on average when propensities are right and the log tried the action. Null when it exceeds the range
/// that can be computed with.
/// </param>
/// <param name="StandardErrors">How many standard errors it is from 1, episodes being independent; null when episodes do not differ in it.</param>
/// <remarks>
/// For any g, the indicator of an action over its propensity, times g of the state, has the mean of g. Here g is the target policy's probability
/// of the action and its square, of which the one further from 1 counts: errors where the target policy does not act do it no harm. Only the
/// logged action's propensity is needed. With a single column of target propensities the mean weight is compared with 1.
/// </remarks>
public sealed record PropensityBalance(string Action, double? Ratio, double? StandardErrors)
{
    private const double LargestMagnitude = 1e150;

    /// <summary>Whether the propensities of the action are wrong beyond chance.</summary>
    internal bool IsOff(TrustThresholds thresholds) => Ratio is { } ratio
        && Math.Abs(ratio - 1) > thresholds.LargestPropensityError
        && (StandardErrors is null || Math.Abs(StandardErrors.Value) > thresholds.PropensityErrorStandardErrors);

    /// <summary>One per action that was logged.</summary>
    internal static IReadOnlyList<PropensityBalance> Of(EvaluationSample sample)
    {
        var page = sample.Page;
        var logged = page.LoggedActions.ToHashSet();
        return
        [
            .. Enumerable.Range(0, page.ActionCount).Where(logged.Contains).Select(action =>
            {
                var (first, second) = (Of(sample, action, 1), Of(sample, action, 2));
                return Distance(second) > Distance(first) ? second : first;
            }),
        ];
    }

    private static double Distance(PropensityBalance balance) => Math.Abs(balance.StandardErrors ?? 0);

    private static PropensityBalance Of(EvaluationSample sample, int action, int power)
    {
        var page = sample.Page;
        double sum = 0, squares = 0, expected = 0;
        for (var episode = 0; episode < page.Episodes; episode++)
        {
            double surplus = 0;
            for (var row = page.EpisodeOffsets[episode]; row < page.EpisodeOffsets[episode + 1]; row++)
            {
                var weight = sample.StepWeights[row];
                if (double.IsNaN(weight))
                {
                    continue;
                }

                var target = page.TargetPropensities[(row * page.ActionCount) + action];
                var factor = power == 1 ? 1 : target;
                var share = page.ActionCount == 1 ? 1 : target * factor;
                surplus += (page.LoggedActions[row] == action ? weight * (page.ActionCount == 1 ? 1 : factor) : 0) - share;
                expected += share;
            }

            sum += surplus;
            squares += surplus * surplus;
        }

        var name = page.ActionNames[action];
        if (!(squares <= LargestMagnitude) || expected == 0)
        {
            return new(name, null, null);
        }

        var spread = page.Episodes < 2 ? 0 : (squares - (sum * sum / page.Episodes)) * page.Episodes / (page.Episodes - 1);
        return new(name, 1 + (sum / expected), spread > 1e-12 * squares && spread > 0 ? sum / Math.Sqrt(spread) : null);
    }
}
