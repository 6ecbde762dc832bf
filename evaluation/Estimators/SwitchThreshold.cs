using ReAgent.Evaluation.Pages;

namespace ReAgent.Evaluation.Estimators;

/// <summary>Chooses the importance weight above which an estimator trusts the model.</summary>
/// <remarks>
/// Wang, Agarwal and Dudík, "Optimal and Adaptive Off-policy Evaluation in Contextual Bandits", ICML 2017, section 4: the threshold of
/// least variance plus squared bias, the variance estimated by (1/n²) Σ (v − v̄)² and the bias bounded by R_max times the share of the
/// target policy's actions above the threshold. The candidates are those of ReAgent's <c>SwitchEstimator</c>.
/// </remarks>
internal static class SwitchThreshold
{
    /// <summary>The threshold of the options, or the one chosen among the candidates; the first where several are as good.</summary>
    public static double Choose(
        UsedSteps steps, ActionWeights weights, OutcomeColumns reward, EvaluationOptions options, Func<int, double, double> valueOfStep)
    {
        if (options.SwitchThreshold is { } given)
        {
            return given;
        }

        var range = options.RewardRange ?? RangeOf(steps, reward);
        return Candidates(weights, options).MinBy(threshold =>
        {
            var bias = range * weights.ShareAbove(threshold);
            return VarianceOfMean.Of([.. steps.Rows.Select(row => valueOfStep(row, threshold))]) + (bias * bias);
        });
    }

    internal static IEnumerable<double> Candidates(ActionWeights weights, EvaluationOptions options)
    {
        for (var candidate = 1; candidate <= options.SwitchCandidates; candidate++)
        {
            var share = Math.Pow(options.SwitchCandidateBase, candidate - options.SwitchCandidates);

            // Exactly the largest at the end, so that no rounding leaves it above the threshold.
            yield return share == 1 ? weights.Largest : weights.Smallest + (share * (weights.Largest - weights.Smallest));
        }
    }

    private static double RangeOf(UsedSteps steps, OutcomeColumns reward)
    {
        var actions = reward.ModelRewards.Length / reward.Logged.Length;
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var row in steps.Rows)
        {
            Include(reward.Logged[row]);
            Include(reward.ModelRewardsForLoggedAction[row]);
            foreach (var predicted in reward.ModelRewards.AsSpan(row * actions, actions))
            {
                Include(predicted);
            }
        }

        return high - low;

        void Include(double value) => (low, high) = (Math.Min(low, value), Math.Max(high, value));
    }
}
