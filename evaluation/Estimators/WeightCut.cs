using ReAgent.Evaluation.Weights;

namespace ReAgent.Evaluation.Estimators;

/// <summary>Says what a cap on importance weights leaves out.</summary>
internal static class WeightCut
{
    /// <summary>How many weights exceed the cap and which share of all weight is above it; none when the cap cuts nothing.</summary>
    public static IReadOnlyList<string> Notes(IReadOnlyCollection<ScaledProduct> weights, double cap, string what)
    {
        var exponent = weights.Max(weight => weight.Exponent);
        var cut = weights.Count(weight => weight.RelativeTo(0) > cap);
        if (cut == 0)
        {
            return [];
        }

        var relativeCap = Math.ScaleB(cap, -exponent);
        var above = weights.Sum(weight => Math.Max(0, weight.RelativeTo(exponent) - relativeCap));
        var share = above / weights.Sum(weight => weight.RelativeTo(exponent));
        return
        [
            $"{cut} of {weights.Count} {what} {(cut == 1 ? "has its weight" : "have their weights")} cut to {cap:0.###}: "
                + $"{100 * share:0.#} % of all weight is left out, and the estimate is biased by what it would have added.",
        ];
    }
}
