using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Weights;

namespace ReAgent.Evaluation.Diagnostics;

/// <summary>
/// How wrong propensities may be before the conclusion changes. When every logged propensity may be off by a factor of up to Γ, the weight w of an episode of T steps may
/// be anything from w Γ^−T to w Γ^T; the bounds are those of Σ w v / Σ w over all such weights, v what the episode earned.
/// </summary>
/// <remarks>
/// The extremes of such a ratio give episodes above a threshold of v the highest weights and the others the lowest: Kallus and Zhou, "Confounding-Robust Policy
/// Improvement", NeurIPS 2018, section 3, and Zhao, Small and Bhattacharya, "Sensitivity Analysis for Inverse Probability Weighting Estimators via the Percentile
/// Bootstrap", JRSS B 2019, whose bounds are on odds; bounds on the propensities themselves are wider for small Γ·p and need nothing but weights, so that they hold for densities
/// too. Chance comes on top: the bounds are those of the estimate, not of its interval.
/// </remarks>
public sealed record Sensitivity
{
    /// <summary>Beyond it nothing is looked for: propensities that wrong are none.</summary>
    public const double LargestFactor = 100;

    /// <summary>Below it a conclusion rests on propensities that are right to within a fifth.</summary>
    public const double CautiousFactor = 1.2;

    // To seven digits.
    private const int Halvings = 26;

    private static readonly double[] Factors = [1.05, 1.1, 1.25, 1.5, 2, 3];

    /// <summary>The self-normalized estimate that is bounded: mean return of an episode, or reward where episodes have one step.</summary>
    public required double Estimate { get; init; }

    /// <summary>What the same episodes earned in the log.</summary>
    public required double LoggedMean { get; init; }

    /// <summary>
    /// The smallest Γ at which the estimate may be on the other side of <see cref="LoggedMean"/>, in [1, <see cref="LargestFactor"/>]; null where not even the largest makes it.
    /// </summary>
    public double? Breaking { get; init; }

    /// <summary>Bounds for some Γ, ascending.</summary>
    public required IReadOnlyList<SensitivityBound> Bounds { get; init; }

    /// <summary>
    /// Where the mean of all episodes may lie when those set aside for want of a propensity had earned the least, or the most, that any logged episode did; null when none was.
    /// </summary>
    public SensitivityBound? Missing { get; init; }

    /// <summary>The sensitivity of a sample; null where no episode has a weight.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="gamma">γ, in [0, 1].</param>
    public static Sensitivity? Of(EvaluationSample sample, double gamma)
    {
        var episodes = sample.CompleteEpisodes;
        ScaledProduct[] products = [.. sample.EpisodeWeights()];
        if (products.All(product => product.Mantissa == 0))
        {
            return null;
        }

        double[] returns = [.. episodes.Select(episode => sample.LoggedReturn(episode, gamma))];
        var order = Enumerable.Range(0, episodes.Length).Where(index => products[index].Mantissa > 0).OrderByDescending(index => returns[index]);
        Weighted[] sorted = [.. order.Select(index => new Weighted(products[index], returns[index], sample.Page.LengthOf(episodes[index])))];
        var (estimate, logged) = (Bound(sorted, 1).Low, returns.Average());
        return !double.IsFinite(estimate) || !double.IsFinite(logged) ? null : new()
        {
            Estimate = estimate,
            LoggedMean = logged,
            Breaking = BreakingOf(sorted, estimate, logged),
            Bounds = [.. Factors.Select(factor => Bound(sorted, factor))],
            Missing = MissingOf(sample, gamma, estimate),
        };
    }

    private static SensitivityBound Bound(Weighted[] sorted, double factor)
    {
        var (low, high) = Weights(sorted, factor);
        return new(factor, -Highest(sorted, low, high, -1), Highest(sorted, low, high, 1));
    }

    // The lowest and highest weights, divided by a power of two that is the size of the highest of all.
    private static (double[] Low, double[] High) Weights(Weighted[] sorted, double factor)
    {
        var longest = sorted.Max(one => one.Steps);
        var (more, less) = (Powers(factor, longest), Powers(1 / factor, longest));
        ScaledProduct[] high = [.. sorted.Select(one => one.Weight.Times(more[one.Steps]))];
        var exponent = high.Max(weight => weight.Exponent);
        return ([.. sorted.Select(one => one.Weight.Times(less[one.Steps]).RelativeTo(exponent))], [.. high.Select(weight => weight.RelativeTo(exponent))]);
    }

    private static ScaledProduct[] Powers(double factor, int most)
    {
        var powers = new ScaledProduct[most + 1];
        powers[0] = ScaledProduct.One;
        for (var power = 1; power <= most; power++)
        {
            powers[power] = powers[power - 1].Times(factor);
        }

        return powers;
    }

    // The largest ± Σ w v / Σ w: the first k of the values in their order have their highest weights, for the k that is best.
    private static double Highest(Weighted[] sorted, double[] low, double[] high, int sign)
    {
        double value = 0, weight = 0;
        for (var index = 0; index < sorted.Length; index++)
        {
            value += low[index] * sorted[index].Value;
            weight += low[index];
        }

        var best = weight > 0 ? sign * value / weight : double.NegativeInfinity;
        for (var place = 0; place < sorted.Length; place++)
        {
            var index = sign > 0 ? place : sorted.Length - 1 - place;
            value += (high[index] - low[index]) * sorted[index].Value;
            weight += high[index] - low[index];
            best = weight > 0 ? Math.Max(best, sign * value / weight) : best;
        }

        return best;
    }

    // By bisection: the bounds widen with Γ.
    private static double? BreakingOf(Weighted[] sorted, double estimate, double logged)
    {
        if (estimate == logged)
        {
            return 1;
        }

        var sign = estimate > logged ? -1 : 1;
        if (Holds(LargestFactor))
        {
            return null;
        }

        var (holds, breaks) = (1.0, LargestFactor);
        for (var halving = 0; halving < Halvings; halving++)
        {
            var middle = Math.Sqrt(holds * breaks);
            (holds, breaks) = Holds(middle) ? (middle, breaks) : (holds, middle);
        }

        return breaks;

        bool Holds(double factor)
        {
            var (low, high) = Weights(sorted, factor);
            return Highest(sorted, low, high, sign) < sign * logged;
        }
    }

    private static SensitivityBound? MissingOf(EvaluationSample sample, double gamma, double estimate)
    {
        var share = 1 - ((double)sample.CompleteEpisodes.Length / sample.Page.Episodes);
        if (share == 0)
        {
            return null;
        }

        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var episode = 0; episode < sample.Page.Episodes; episode++)
        {
            var earned = sample.LoggedReturn(episode, gamma);
            (least, most) = (Math.Min(least, earned), Math.Max(most, earned));
        }

        return new(1, ((1 - share) * estimate) + (share * least), ((1 - share) * estimate) + (share * most));
    }

    private readonly record struct Weighted(ScaledProduct Weight, double Value, int Steps);
}
