using System.Globalization;
using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Resampling;
using ReAgent.Evaluation.Results;

namespace ReAgent.Client.Commands;

/// <summary>An evaluation as lines for people: the verdict first, every number with its interval.</summary>
internal static class EvaluationText
{
    /// <summary>The lines.</summary>
    public static IEnumerable<string> Lines(CpeReport report)
    {
        yield return $"{report.Verdict.Label}: {report.Verdict.Reason}";
        if (report.Verdict.Advice is { } advice)
        {
            yield return advice;
        }

        foreach (var outcome in report.Metrics.Prepend(report.Reward))
        {
            yield return "";
            yield return $"Estimates of {outcome.Name}";
            foreach (var estimate in outcome.Estimates)
            {
                yield return $"  {estimate.Name,-40} {Value(estimate)}";
                foreach (var note in estimate.Notes)
                {
                    yield return $"  {"",-40} {note}";
                }
            }
        }

        var seen = report.Diagnostics;
        yield return "";
        yield return "Diagnostics";
        yield return Row("log", $"{seen.Steps:N0} steps in {seen.Episodes:N0} episodes, the longest of {seen.LongestEpisode:N0}");
        yield return Row("effective sample size", $"{seen.StepWeights.EffectiveSampleSize:N1} steps, {seen.EpisodeWeights.EffectiveSampleSize:N1} episodes");
        yield return Row("largest share of the weight", $"{seen.StepWeights.LargestShare:P1} one step, {seen.EpisodeWeights.LargestShare:P1} one episode");
        yield return Row("mean weight of steps (1 expected)", Number(seen.StepWeights.Mean));
        yield return Row("overlap with the log", $"{seen.Overlap:P1}, never tried {seen.UnseenShare:P1}");
        yield return Row("steps without a propensity", $"{seen.ShareWithoutPropensity:P1}");
        if (seen.Behavior is { } behavior)
        {
            yield return Row("steps of an estimated propensity", $"{behavior.EstimatedShare:P1}");
            yield return Row("log loss of the estimates", $"{Number(behavior.LogLoss)}, of the actions' frequencies {Number(behavior.FrequencyLogLoss)}");
            foreach (var bin in behavior.Calibration)
            {
                yield return Row($"estimated {Number(bin.Low)} to {Number(bin.High)}", $"mean {Number(bin.Predicted)}, logged {Number(bin.Observed)}, of {bin.Count:N0}");
            }
        }

        foreach (var action in seen.Balance)
        {
            yield return Row($"propensities of {action.Action} (1 expected)", $"{Number(action.Ratio)}, {Number(action.StandardErrors)} standard errors off");
        }

        if (report.Sensitivity is { } sensitivity)
        {
            yield return Row(
                "weighted estimate beside the log",
                $"{Number(sensitivity.Estimate)} and {Number(sensitivity.LoggedMean)}: "
                    + (sensitivity.Breaking is { } factor ? $"on the same side unless propensities are off by a factor of {Number(factor)}" : "on the same side however wrong propensities are"));
            foreach (var bound in sensitivity.Bounds)
            {
                yield return Row($"propensities off by up to {Number(bound.Factor)}", $"{Number(bound.Low)} to {Number(bound.High)}");
            }

            if (sensitivity.Missing is { } missing)
            {
                yield return Row("had the others earned least or most", $"{Number(missing.Low)} to {Number(missing.High)}");
            }
        }

        yield return Row("caution", seen.Caution);
    }

    private static string Row(string name, string value) => $"  {name,-40} {value}";

    private static string Value(Estimate estimate) => estimate.Raw is null
        ? estimate.Reason!
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Number(estimate.Raw)}{Interval(estimate.RawInterval)} per {(estimate.Unit == EstimateUnit.RewardPerStep ? "step" : "episode")}; the log {Number(estimate.LoggedMean)}; ratio {Number(estimate.Normalized)}{Interval(estimate.NormalizedInterval)}");

    private static string Interval(Interval? interval) => interval is null ? "" : $" [{Number(interval.Low)}, {Number(interval.High)}]";

    private static string Number(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "unknown";
}
