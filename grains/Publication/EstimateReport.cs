using ReAgent.Evaluation.Diagnostics;
using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Reports;
using ReAgent.Evaluation.Resampling;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Verdicts;

namespace ReAgent.Grains.Publication;

/// <summary>Puts counterfactual estimates into the words of the report.</summary>
internal static class EstimateReport
{
    public static CounterfactualSummary Of(CpeReport report, double confidence) => new(
        new VerdictSummary(
            report.Verdict.Judgement switch
            {
                Judgement.Better => VerdictOutcome.Better,
                Judgement.Worse => VerdictOutcome.Worse,
                Judgement.NotEnoughEvidence => VerdictOutcome.NotEnoughEvidence,
                _ => VerdictOutcome.CannotTell,
            },
            report.Verdict.Reason,
            [
                .. report.Verdict.Reason.Contains(report.Diagnostics.Caution, StringComparison.Ordinal) ? Array.Empty<string>() : [report.Diagnostics.Caution],
                .. report.Verdict.Advice is { } advice ? [advice] : Array.Empty<string>(),
            ],
            report.Verdict.Estimators),
        report.Diagnostics.Steps,
        report.Diagnostics.Episodes,
        [Metric(report.Reward), .. report.Metrics.Select(Metric)],
        [.. report.Actions.Select(action => new ActionComparison(action.Action, action.LoggedShare, action.TargetShare))],
        Diagnostics(report),
        confidence)
    {
        Weights = [.. Weights(report.Diagnostics)],
        Sensitivity = report.Sensitivity is { } sensitivity ? new(sensitivity.Estimate, sensitivity.LoggedMean, sensitivity.Breaking, sensitivity.Bounds) : null,
    };

    // Where every episode has one step, its weight is the step's.
    private static IEnumerable<WeightDistribution> Weights(LogDiagnostics seen)
    {
        if (seen.StepWeights.Bins.Count > 0)
        {
            yield return new("steps", seen.StepWeights.EffectiveSampleSize, seen.StepWeights.Bins);
        }

        if (seen.LongestEpisode > 1 && seen.EpisodeWeights.Bins.Count > 0)
        {
            yield return new("episodes", seen.EpisodeWeights.EffectiveSampleSize, seen.EpisodeWeights.Bins);
        }
    }

    private static MetricSummary Metric(OutcomeReport outcome) => new(
        outcome.Name,
        [
            .. outcome.Estimates.Where(estimate => estimate.LoggedMean is not null).DistinctBy(estimate => estimate.Unit).Select(estimate =>
                new LoggedValue(new IntervalEstimate(estimate.LoggedMean!.Value), UnitOf(estimate.Unit, outcome), SamplesOf(estimate), SampleUnitOf(estimate.Unit))),
        ],
        [
            .. outcome.Estimates.Select(estimate => new EstimateSummary(
                estimate.Estimator,
                estimate.Name,
                Interval(estimate.Raw, estimate.RawInterval),
                Interval(estimate.Normalized, estimate.NormalizedInterval),
                UnitOf(estimate.Unit, outcome),
                SamplesOf(estimate),
                SampleUnitOf(estimate.Unit),
                estimate.Reason is null ? estimate.Notes : [estimate.Reason, .. estimate.Notes])),
        ]);

    private static IReadOnlyList<Diagnostic> Diagnostics(CpeReport report)
    {
        var seen = report.Diagnostics;
        Diagnostic[] behavior = seen.Behavior is not { } model ? [] :
        [
            new("steps whose propensity is estimated", model.EstimatedShare, "share of steps", seen.Steps, "transitions", true),
            new("log loss of estimated propensities", model.LogLoss, "nats per step", seen.Steps, "transitions"),
            new("log loss of the actions' frequencies", model.FrequencyLogLoss, "nats per step", seen.Steps, "transitions"),
            new("largest calibration error of estimated propensities", model.Calibration.Max(bin => Math.Abs(bin.Observed - bin.Predicted)), "probability", seen.Steps, "transitions"),
        ];
        return
        [
            new("effective sample size, per step", seen.StepWeights.EffectiveSampleSize, "steps", seen.Steps, "transitions", !seen.TrustsSteps),
            new("effective sample size, per episode", seen.EpisodeWeights.EffectiveSampleSize, "episodes", seen.Episodes, "episodes", !seen.TrustsEpisodes),
            new("largest share of all weight, one step", seen.StepWeights.LargestShare, "share of all weight", seen.Steps, "transitions"),
            new("largest share of all weight, one episode", seen.EpisodeWeights.LargestShare, "share of all weight", seen.Episodes, "episodes"),
            .. OfSensitivity(report),
            new("overlap with the log", seen.Overlap, "share", seen.Steps, "transitions"),
            new("steps without a usable propensity", seen.ShareWithoutPropensity, "share of steps", seen.Steps, "transitions", seen.ShareWithoutPropensity > 0),
            .. behavior,
        ];
    }

    private static IEnumerable<Diagnostic> OfSensitivity(CpeReport report)
    {
        if (report.Sensitivity is { Breaking: { } factor })
        {
            var episodes = report.Diagnostics.EpisodeWeights.Count;
            yield return new(
                "propensities may be off by", factor, "times, before the weighted estimate crosses the log", episodes, "episodes", factor < Sensitivity.CautiousFactor);
        }
    }

    private static IntervalEstimate? Interval(double? value, Interval? interval) => value is { } number ? new(number, interval?.Low, interval?.High) : null;

    private static long SamplesOf(Estimate estimate) => estimate.Unit == EstimateUnit.RewardPerStep ? estimate.Steps : estimate.Episodes;

    private static string UnitOf(EstimateUnit unit, OutcomeReport outcome) => unit == EstimateUnit.RewardPerStep
        ? $"{outcome.Name} per step"
        : outcome.Name == "reward" ? "discounted return per episode" : $"discounted {outcome.Name} per episode";

    private static string SampleUnitOf(EstimateUnit unit) => unit == EstimateUnit.RewardPerStep ? "transitions" : "episodes";
}
