using ReAgent.Evaluation.Samples;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// Doubly robust without the corrections of a large weight: mean over steps of w (r − R̂(s, a_logged)) 1{w ≤ τ} + Σ_a π(a | s) R̂(s, a).
/// No weight above τ makes noise; the model's errors stay uncorrected where weights are larger.
/// </summary>
/// <remarks>
/// Wang, Agarwal and Dudík, "Optimal and Adaptive Off-policy Evaluation in Contextual Bandits", ICML 2017, section 4. τ is
/// <see cref="EvaluationOptions.SwitchThreshold"/>, or chosen by <see cref="SwitchThreshold"/> on the whole sample: resamples keep it, so
/// that the interval does not tell how the choice may vary. ReAgent adds the model's share of actions above τ a second time.
/// </remarks>
public sealed class SwitchDoublyRobust : IEstimator
{
    public string Key => "switch_dr";

    public string Name => "switch doubly robust";

    public EstimateUnit Unit => EstimateUnit.RewardPerStep;

    public Preparation Prepare(EvaluationSample sample, EvaluationOptions options) => UsedSteps.Weighted(sample, options, steps =>
    {
        var weights = new ActionWeights(sample, steps.Rows, options.SmallestLoggingPropensity);
        var threshold = SwitchThreshold.Choose(
            steps, weights, sample.Page.Reward, options, (row, candidate) => ValueOf(sample, weights, row, candidate));
        return steps.Answer(steps.Mean(row => ValueOf(sample, weights, row, threshold)));
    });

    private static double ValueOf(EvaluationSample sample, ActionWeights weights, int row, double threshold)
    {
        var reward = sample.Page.Reward;
        var surprise = reward.Logged[row] - reward.ModelRewardsForLoggedAction[row];
        return sample.TargetRewards[row] + (weights.IsLoggedAbove(row, threshold) ? 0 : sample.StepWeights[row] * surprise);
    }
}
