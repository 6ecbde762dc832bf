using ReAgent.Evaluation.Weights;

namespace ReAgent.Evaluation.Diagnostics;

/// <summary>Puts into words where a log falls short of the thresholds.</summary>
internal static class Cautions
{
    /// <summary>Sentences on the log as a whole, on estimates per step, and on estimates per episode; none where all is well.</summary>
    public static (IReadOnlyList<string> AboutLog, IReadOnlyList<string> AboutSteps, IReadOnlyList<string> AboutEpisodes) Of(
        LogDiagnostics seen, TrustThresholds thresholds)
    {
        List<string> log = [], steps = [], episodes = [];
        if (seen.Episodes < thresholds.FewestEpisodes)
        {
            log.Add(
                $"The log has {Count(seen.Episodes, "episode")}; "
                + $"with fewer than {thresholds.FewestEpisodes} the intervals are themselves uncertain.");
        }

        if (seen.ShareWithoutPropensity > thresholds.LargestShareWithoutPropensity)
        {
            log.Add(
                $"{Percent(seen.ShareWithoutPropensity)} of steps have no usable logged propensity; "
                + $"at most {Percent(thresholds.LargestShareWithoutPropensity)} should lack it.");
        }

        if (seen.UnseenShare > thresholds.LargestUnseenShare)
        {
            log.Add(
                $"{Percent(seen.UnseenShare)} of what the policy would do was never tried in the log; "
                + "there the estimates are the model's guess.");
        }

        if (seen.StepWeights.Mean is { } mean && Math.Abs(mean - 1) > thresholds.LargestMeanWeightError)
        {
            log.Add(
                $"Importance weights have mean {mean:0.###} where about 1 is expected: the logged propensities may be wrong, "
                + "or actions are missing from the log.");
        }

        if (seen.HasBrokenPropensities)
        {
            var worst = seen.Balance.Where(action => action.IsOff(thresholds)).MaxBy(action => Math.Abs(action.Ratio!.Value - 1))!;
            log.Add(
                $"The {(seen.Behavior is null ? "logged" : "estimated")} propensities contradict the log: by them, action '{worst.Action}' counts {worst.Ratio:0.##} times where 1 is "
                + "expected, more than chance explains.");
        }

        if (seen.Behavior?.IsWorseThanFrequencies(thresholds) == true)
        {
            log.Add(
                "Propensities were not logged, and states tell a model less about the logged actions than their frequencies do "
                + $"(log loss {seen.Behavior.LogLoss:0.###} against {seen.Behavior.FrequencyLogLoss:0.###}): the estimated ones mean nothing.");
        }

        if (seen.Behavior?.Calibration.Where(bin => bin.IsOff(thresholds)).MaxBy(bin => Math.Abs(bin.Observed - bin.Predicted)) is { } off)
        {
            log.Add(
                $"Estimated propensities are not calibrated: actions that they give {Percent(off.Predicted)} were logged {Percent(off.Observed)} of the time.");
        }

        AboutWeights(steps, seen.StepWeights, "step", thresholds.FewestEffectiveSteps, thresholds.LargestWeightShare);
        AboutWeights(episodes, seen.EpisodeWeights, "episode", thresholds.FewestEffectiveEpisodes, thresholds.LargestWeightShare);
        return (log, steps, episodes);
    }

    public static string Sentence(LogDiagnostics seen, IReadOnlyList<string> cautions) => cautions.Count > 0
        ? string.Join(" ", cautions)
        : $"No caution: the log is worth {seen.StepWeights.EffectiveSampleSize:0} of its {Count(seen.Steps, "step")} and "
            + $"{seen.EpisodeWeights.EffectiveSampleSize:0} of its {Count(seen.Episodes, "episode")} to this policy.";

    private static void AboutWeights(List<string> cautions, WeightSummary weights, string what, double fewest, double largestShare)
    {
        if (weights.EffectiveSampleSize < fewest)
        {
            cautions.Add(
                $"Estimates per {what} rest on {weights.EffectiveSampleSize:0.#} effective of {Count(weights.Count, what)}; "
                + $"at least {fewest:0.#} are needed to trust them.");
        }
        else if (weights.LargestShare > largestShare)
        {
            cautions.Add(
                $"A single {what} holds {Percent(weights.LargestShare)} of the weight of estimates per {what}; "
                + $"at most {Percent(largestShare)} is sound.");
        }
    }

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private static string Percent(double share) => $"{100 * share:0.#} %";
}
