using ReAgent.Contracts.Experiments;
using ReAgent.Evaluation.Reports;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Selection;
using ReAgent.Grains.Evaluation;
using ReAgent.Grains.Publication;

namespace ReAgent.Client.Sweeps;

/// <summary>Reads what finished trials came to from the files that they left.</summary>
internal static class TrialScores
{
    /// <summary>The score of a trial whose experiment was completed.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The report is none.</exception>
    public static TrialScore Read(PlannedTrial trial, string dataRoot)
    {
        var report = Report(trial.Request.Spec, dataRoot);
        var score = new TrialScore(trial.Setting, trial.Request.Seed) { EnvironmentReturn = report.Environment?.MeanReturn?.Value };

        // The report says what this run did; estimates of an earlier one may still lie there.
        if (report.Counterfactual is null)
        {
            return score;
        }

        var estimates = CpeReportJson.Read(File.ReadAllBytes(Path.Combine(dataRoot, trial.Request.Spec.Folder, EstimateWork.EstimatesFile)));
        return score with { Verdict = estimates.Verdict.Judgement, Estimates = estimates.Reward.Estimates, Gamma = estimates.Gamma };
    }

    private static ExperimentReport Report(ExperimentSpec spec, string dataRoot)
    {
        using var file = File.OpenRead(Path.Combine(dataRoot, spec.Folder, PublishWork.JsonFile));
        return ReportJson.Read(file);
    }
}
