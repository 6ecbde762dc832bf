using ReAgent.Evaluation.Samples;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// Importance sampling for actions of a small weight, the reward model for the others: mean over steps of w r 1{w ≤ τ} +
/// Σ_a π(a | s) R̂(s, a) 1{w_a > τ}, with w_a = π(a | s) / μ(a | s), μ the logging policy, and w that of the logged action. No weight above τ
/// makes noise, and the model is trusted only where the log says little.
/// </summary>
/// <remarks>
/// <para>
/// Wang, Agarwal and Dudík, "Optimal and Adaptive Off-policy Evaluation in Contextual Bandits", ICML 2017, section 4. τ is
/// <see cref="EvaluationOptions.SwitchThreshold"/>, or chosen by <see cref="SwitchThreshold"/> on the whole sample: resamples keep it, so
/// that the interval does not tell how the choice may vary.
/// </para>
/// <para>
/// It must know what the logging policy would have done with the other actions: <see cref="Pages.EvaluationColumns.LoggingPropensities"/>.
/// Actions of a propensity below <see cref="EvaluationOptions.SmallestLoggingPropensity"/> are the model's; ReAgent gives them a weight of
/// 0, which drops them from the estimate.
/// </para>
/// </remarks>
public sealed class Switch : IEstimator
{
    public string Key => "switch";

    public string Name => "switch";

    public EstimateUnit Unit => EstimateUnit.RewardPerStep;

    public Preparation Prepare(EvaluationSample sample, EvaluationOptions options) => UsedSteps.Weighted(sample, options, steps =>
    {
        if (sample.Page.LoggingPropensities is null)
        {
            return new CannotEstimate("The page has the logging policy's propensities of the logged actions only.");
        }

        var weights = new ActionWeights(sample, steps.Rows, options.SmallestLoggingPropensity);
        var threshold = SwitchThreshold.Choose(
            steps, weights, sample.Page.Reward, options, (row, candidate) => ValueOf(sample, weights, row, candidate));
        return steps.Answer(steps.Mean(row => ValueOf(sample, weights, row, threshold)));
    });

    private static double ValueOf(EvaluationSample sample, ActionWeights weights, int row, double threshold)
    {
        var page = sample.Page;
        var value = weights.IsLoggedAbove(row, threshold) ? 0 : sample.StepWeights[row] * page.Reward.Logged[row];
        for (var action = 0; action < page.ActionCount; action++)
        {
            var cell = (row * page.ActionCount) + action;
            value += weights.IsAbove(row, action, threshold) ? page.TargetPropensities[cell] * page.Reward.ModelRewards[cell] : 0;
        }

        return value;
    }
}
