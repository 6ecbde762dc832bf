using System.Globalization;
using ReAgent.Evaluation.Diagnostics;
using ReAgent.Evaluation.Results;

namespace ReAgent.Evaluation.Verdicts;

/// <summary>Says which data would settle a question that the log leaves open.</summary>
internal static class Advice
{
    // (z₀.₉₇₅ + z₀.₈)² / z₀.₉₇₅²: how much more data shows a difference four times in five than shows it every other time.
    private const double ForPower = 2.0429;

    public static string? For(Judgement judgement, IReadOnlyList<Estimate> answers, LogDiagnostics seen) => judgement switch
    {
        Judgement.NotEnoughEvidence => More(answers),
        Judgement.CannotTell when seen is { Behavior: not null, HasBrokenPropensities: true } =>
            "Log, with every action, the probability with which it was chosen: a model of the logging policy cannot make up for it here.",
        Judgement.CannotTell when seen.HasBrokenPropensities =>
            "Check how the probabilities of logged actions were written: each must be that of the action logged beside it. More data of the same kind settles nothing.",
        Judgement.CannotTell when seen.ShareWithoutPropensity > 0 && seen.ShareWithoutPropensity * 2 >= 1 =>
            "Log, with every action, the probability with which it was chosen.",
        Judgement.CannotTell when seen.EpisodeWeights.EffectiveSampleSize > 0 || seen.StepWeights.EffectiveSampleSize > 0 =>
            "More of the same kind of log helps slowly: let the logging policy explore more where this policy acts otherwise, or evaluate a policy that is closer to it.",
        Judgement.CannotTell => "The log holds nothing of what this policy would do: log some of its actions at random.",
        _ => null,
    };

    /// <summary>Episodes of the same kind at which the estimated difference would be told from none, with a power of 80 %.</summary>
    /// <remarks>The half-width h of an interval falls as 1/√n: n · 2.04 · (h / |difference|)².</remarks>
    private static string? More(IReadOnlyList<Estimate> answers)
    {
        double[] needed =
        [
            .. answers.Where(answer => answer is { Difference: not null, DifferenceInterval: not null, Episodes: > 0 }).Select(answer =>
                answer.Episodes * ForPower * Square((answer.DifferenceInterval!.High - answer.DifferenceInterval.Low) / 2 / Math.Abs(answer.Difference!.Value))),
        ];
        return needed.Length == 0 ? null
            : needed.Max() is var episodes && episodes < 1e9
                ? $"If the difference is as large as estimated, about {Math.Ceiling(episodes).ToString("N0", CultureInfo.InvariantCulture)} logged episodes like these would tell four times in five; there are {answers.Max(answer => answer.Episodes).ToString("N0", CultureInfo.InvariantCulture)}."
                : "The two are so alike that no practical number of logged episodes would tell them apart.";
    }

    private static double Square(double value) => value * value;
}
