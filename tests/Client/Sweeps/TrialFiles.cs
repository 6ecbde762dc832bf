using ReAgent.Evaluation.Diagnostics;
using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Reports;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Verdicts;
using ReAgent.Evaluation.Weights;

namespace ReAgent.Client.Tests.Sweeps;

/// <summary>Writes what a finished trial leaves, as far as a sweep reads it.</summary>
internal static class TrialFiles
{
    private const string Estimator = "weighted_doubly_robust";

    /// <summary>Writes report and estimates.</summary>
    /// <param name="folder">The trial's folder.</param>
    /// <param name="aboveLog">What the policy is estimated to earn above the log; null for a trial without estimates.</param>
    /// <param name="environmentReturn">Mean return in the environment.</param>
    public static void Write(string folder, double? aboveLog, double environmentReturn)
    {
        Directory.CreateDirectory(Path.Combine(folder, "evaluation"));
        var environment = new EnvironmentSummary("CartPole-v0", 5, new(environmentReturn), 0, environmentReturn, environmentReturn, "reward per episode", null, null, []);
        var verdict = new VerdictSummary(VerdictOutcome.Better, "It is better.", [], Estimator);
        var report = new ExperimentReport(
            "trial", "A trial", 1, aboveLog is null ? null : new(verdict, 10, 2, [], [], []), environment, null, null, [], [], [], new ConfigText("json", "{}"));
        using (var file = File.Create(Path.Combine(folder, "report.json")))
        {
            ReportJson.Write(report, file);
        }

        // Without estimates, some of an earlier run may still lie there.
        File.WriteAllBytes(Path.Combine(folder, "evaluation/estimates.json"), CpeReportJson.Write(Estimates(aboveLog ?? 99)));
    }

    private static CpeReport Estimates(double aboveLog) => new()
    {
        Verdict = new(Judgement.Better, "It is better.", [Estimator]),
        Diagnostics = new LogDiagnostics
        {
            Episodes = 2,
            Steps = 10,
            LongestEpisode = 5,
            StepWeights = Weights,
            EpisodeWeights = Weights,
            StepsWithoutPropensity = 0,
            ShareWithoutPropensity = 0,
            EpisodesWithoutPropensity = 0,
            ImpossibleLoggedActions = 0,
            Overlap = 1,
            UnseenShare = 0,
            TrustsSteps = true,
            TrustsEpisodes = true,
            Caution = "",
        },
        Reward = new("reward", [new Estimate { Estimator = Estimator, Name = "weighted sequential doubly robust", Unit = EstimateUnit.ReturnPerEpisode, Raw = 10 + aboveLog, LoggedMean = 10, Difference = aboveLog }], []),
        Metrics = [],
        Actions = [],
        Gamma = 0.9,
        Seed = 1,
    };

    private static WeightSummary Weights => new(10, 10, 1, 0.1, 0, 1, 1);
}
