namespace ReAgent.Evaluation.Selection;

/// <summary>
/// How well estimates chose among policies whose true values are known (from a simulator, or from having tried them): the k policies with the highest estimates are
/// those that would be tried.
/// </summary>
/// <param name="TopK">k.</param>
/// <param name="Best">best@k: the highest true value among the k.</param>
/// <param name="Worst">worst@k: the lowest, what trying them risks.</param>
/// <param name="Mean">mean@k: the mean of the true values of the k.</param>
/// <param name="Deviation">std@k: their standard deviation (over k), how much it matters which of them is tried.</param>
/// <param name="Regret">regret@k: the highest true value of all, those that cannot be chosen included, less best@k, what choosing by estimates costs; at least 0.</param>
/// <param name="SharpeRatio">
/// SharpeRatio@k: (best@k − the logging policy's true value) / std@k, what trying the k gains for what it risks; null for a deviation of 0 (k = 1, for example)
/// and where the logging policy's value is not known.
/// </param>
/// <remarks>
/// regret@k: Fu et al., "Benchmarks for Deep Off-Policy Evaluation", ICLR 2021, equation 4 (not normalized). SharpeRatio@k and the others: Kiyohara, Kishimoto, Kawakami,
/// Kobayashi, Nakata and Saito, "Towards Assessing and Benchmarking Risk-Return Tradeoff of Off-Policy Evaluation", ICLR 2024, section 3.
/// </remarks>
public sealed record SelectionQuality(int TopK, double Best, double Worst, double Mean, double Deviation, double Regret, double? SharpeRatio)
{
    /// <summary>The measures for k = 1 … N.</summary>
    /// <param name="estimates">[N] estimated values, higher is better; of equals the first counts as higher.</param>
    /// <param name="truths">[N] true values.</param>
    /// <param name="loggingValue">True value of the logging policy; null when it is not known.</param>
    /// <param name="neverChosen">True values of policies that have no estimate to be chosen by: missing the best of them is regretted too; null for none.</param>
    /// <exception cref="ArgumentException">There are none, lengths differ, or a value is not finite.</exception>
    public static IReadOnlyList<SelectionQuality> Of(
        IReadOnlyList<double> estimates, IReadOnlyList<double> truths, double? loggingValue = null, IReadOnlyList<double>? neverChosen = null)
    {
        Check(estimates, truths);
        var highest = truths.Concat(neverChosen ?? []).Max();
        double[] chosen = [.. Enumerable.Range(0, estimates.Count).OrderByDescending(policy => estimates[policy]).Select(policy => truths[policy])];
        return
        [
            .. Enumerable.Range(1, chosen.Length).Select(k =>
            {
                var top = chosen[..k];
                var (best, mean) = (top.Max(), top.Average());

                // Equal values may differ from their mean by rounding, which is no risk.
                var deviation = best == top.Min() ? 0 : Math.Sqrt(top.Average(value => (value - mean) * (value - mean)));
                return new SelectionQuality(
                    k, best, top.Min(), mean, deviation, highest - best, deviation > 0 ? (best - loggingValue) / deviation : null);
            }),
        ];
    }

    /// <summary>Spearman's rank correlation of estimates and true values, in [−1, 1]; equals share their mean rank. Null where all of one kind are equal.</summary>
    /// <exception cref="ArgumentException">There are none, lengths differ, or a value is not finite.</exception>
    public static double? RankCorrelation(IReadOnlyList<double> estimates, IReadOnlyList<double> truths)
    {
        Check(estimates, truths);
        var (first, second) = (Ranks(estimates), Ranks(truths));
        var mean = (estimates.Count + 1) / 2.0;
        double covariance = 0, ofFirst = 0, ofSecond = 0;
        for (var policy = 0; policy < first.Length; policy++)
        {
            covariance += (first[policy] - mean) * (second[policy] - mean);
            ofFirst += (first[policy] - mean) * (first[policy] - mean);
            ofSecond += (second[policy] - mean) * (second[policy] - mean);
        }

        return ofFirst > 0 && ofSecond > 0 ? covariance / Math.Sqrt(ofFirst * ofSecond) : null;
    }

    private static double[] Ranks(IReadOnlyList<double> values) =>
        [.. values.Select(value => values.Count(other => other < value) + ((values.Count(other => other == value) + 1) / 2.0))];

    private static void Check(IReadOnlyList<double> estimates, IReadOnlyList<double> truths)
    {
        if (estimates.Count == 0 || estimates.Count != truths.Count)
        {
            throw new ArgumentException($"There are {estimates.Count} estimates and {truths.Count} true values; both are wanted of each policy.", nameof(truths));
        }

        if (estimates.Concat(truths).Any(value => !double.IsFinite(value)))
        {
            throw new ArgumentException("Estimates and true values must be finite.", nameof(estimates));
        }
    }
}
