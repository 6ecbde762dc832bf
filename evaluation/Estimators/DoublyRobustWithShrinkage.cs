using ReAgent.Evaluation.Samples;

namespace ReAgent.Evaluation.Estimators;

/// <summary>
/// Doubly robust with weights that are the smaller, the larger they were: mean over steps of ŵ (r − R̂(s, a_logged)) + Σ_a π(a | s) R̂(s, a),
/// with ŵ = λ w / (w² + λ), which is never above √λ / 2. λ = 0 is the direct method, λ = ∞ plain doubly robust.
/// </summary>
/// <remarks>
/// Su, Dimakopoulou, Krishnamurthy and Dudík, "Doubly robust off-policy evaluation with shrinkage", ICML 2020: optimistic shrinkage, and
/// choosing λ by the least variance plus squared bias, the variance estimated by (1/n²) Σ (v − v̄)² and the bias directly, by the mean of
/// (ŵ − w) (r − R̂). λ is <see cref="EvaluationOptions.Shrinkage"/> or one of 30 in geometric order from 0.01 q² to 100 q′², q and q′ the
/// quantiles 0.05 and 0.95 of the weights above 0, and ∞. It is chosen on the whole sample: resamples keep it, so that the interval does
/// not tell how the choice may vary.
/// </remarks>
public sealed class DoublyRobustWithShrinkage : IEstimator
{
    private const int Candidates = 30;

    public string Key => "doubly_robust_with_shrinkage";

    public string Name => "doubly robust with shrinkage";

    public EstimateUnit Unit => EstimateUnit.RewardPerStep;

    public Preparation Prepare(EvaluationSample sample, EvaluationOptions options) => UsedSteps.Weighted(sample, options, steps =>
    {
        var shrinkage = options.Shrinkage ?? Choose(sample, steps.Rows);
        return steps.Answer(steps.Mean(row => ValueOf(sample, row, shrinkage)));
    });

    private static double Choose(EvaluationSample sample, int[] rows)
    {
        double[] weights = [.. rows.Select(row => sample.StepWeights[row]).Where(weight => weight > 0).Order()];
        return weights.Length == 0 ? double.PositiveInfinity : CandidatesFor(weights).MinBy(shrinkage =>
        {
            var bias = rows.Average(row => (Shrunk(sample.StepWeights[row], shrinkage) - sample.StepWeights[row]) * Surprise(sample, row));
            return VarianceOfMean.Of([.. rows.Select(row => ValueOf(sample, row, shrinkage))]) + (bias * bias);
        });
    }

    private static IEnumerable<double> CandidatesFor(double[] ascending)
    {
        double Quantile(double share) => ascending[(int)(share * (ascending.Length - 1))];
        var (low, high) = (0.1 * Quantile(0.05), 10 * Quantile(0.95));
        return Enumerable.Range(0, Candidates)
            .Select(candidate => low * Math.Pow(high / low, candidate / (Candidates - 1.0)))
            .Select(root => root * root)
            .Where(shrinkage => shrinkage > 0)
            .Append(double.PositiveInfinity);
    }

    private static double ValueOf(EvaluationSample sample, int row, double shrinkage) =>
        sample.TargetRewards[row] + (Shrunk(sample.StepWeights[row], shrinkage) * Surprise(sample, row));

    private static double Surprise(EvaluationSample sample, int row) =>
        sample.Page.Reward.Logged[row] - sample.Page.Reward.ModelRewardsForLoggedAction[row];

    // λ w / (w² + λ), without squares that overflow, and w itself for an infinite λ.
    private static double Shrunk(double weight, double shrinkage) => weight / (1 + (weight / shrinkage * weight));
}
