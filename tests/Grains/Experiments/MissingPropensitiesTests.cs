using System.Globalization;
using System.Text;
using ReAgent.Contracts.Randomness;
using ReAgent.Data.Logs;
using ReAgent.Data.Timelines;
using ReAgent.Evaluation;
using ReAgent.Evaluation.Behavior;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Verdicts;
using ReAgent.Grains.Evaluation;
using ReAgent.Learning;
using ReAgent.Learning.Policies;
using Xunit;

namespace ReAgent.Grains.Tests.Experiments;

[Collection("grains")]
public class MissingPropensitiesTests(GrainCluster cluster)
{
    [Fact]
    public async Task A_log_without_propensities_is_evaluated_by_estimated_ones_and_everything_says_so()
    {
        WriteLog("unweighted/log.jsonl");
        var spec = SmallExperiment.Spec(
            "unweighted",
            ("seed", "31"), ("env_name", null), ("episodes", """["unweighted/log.jsonl"]"""), ("estimation.missing_propensities", "\"estimate\""));

        await cluster.RunToEnd(spec);

        var folder = Path.Combine(cluster.DataRoot, spec.Folder);
        var report = CpeReportJson.Read(await File.ReadAllBytesAsync(Path.Combine(folder, EstimateWork.EstimatesFile)));
        var behavior = report.Diagnostics.Behavior!;
        Assert.Equal((report.Diagnostics.Steps, 1.0, 0), (behavior.EstimatedSteps, behavior.EstimatedShare, report.Diagnostics.StepsWithoutPropensity));
        Assert.True(behavior.LogLoss < behavior.FrequencyLogLoss, $"{behavior.LogLoss} against {behavior.FrequencyLogLoss}");
        Assert.Contains("For 100 % of steps the probability of the logged action is not logged but estimated", report.Verdict.Reason, StringComparison.Ordinal);
        Assert.Contains("steps whose propensity is estimated", await File.ReadAllTextAsync(Path.Combine(folder, "report.html")), StringComparison.Ordinal);

        var again = await OnTheLog(Path.Combine(folder, "policy"), MissingPropensities.Estimate);
        Assert.Equal(600, again.Diagnostics.Behavior!.EstimatedSteps);
        var refused = await OnTheLog(Path.Combine(folder, "policy"), MissingPropensities.Refuse);
        Assert.Equal((Judgement.CannotTell, null, 600), (refused.Verdict.Judgement, refused.Diagnostics.Behavior, refused.Diagnostics.StepsWithoutPropensity));
    }

    private async Task<CpeReport> OnTheLog(string policy, MissingPropensities missing)
    {
        using var artifact = PolicyArtifact.Load(policy, Compute.Device("cpu"));
        var page = await LoggedPages.OfPolicy(
            [Path.Combine(cluster.DataRoot, "unweighted")], new LogOptions(), new TimelineOptions(), artifact, new LoggedPageOptions { WithStateFeatures = missing == MissingPropensities.Estimate }, read: null, CancellationToken.None);
        return CounterfactualEvaluation.Evaluate(page, new EvaluationOptions { Gamma = 0.9, Resamples = 50, CostlyResamples = 50, MissingPropensities = missing });
    }

    /// <summary>300 episodes of two decisions: the larger the feature, the likelier is action 1, which earns 1.</summary>
    private void WriteLog(string path)
    {
        var random = new RandomStream(3, "tests/log-without-propensities");
        var text = new StringBuilder();
        for (var row = 0; row < 600; row++)
        {
            var feature = random.NextGaussian();
            var action = random.NextDouble() < 1 / (1 + Math.Exp(-feature)) ? 1 : 0;
            text.Append(
                CultureInfo.InvariantCulture,
                $"{{\"mdp_id\": \"e{row / 2}\", \"sequence_number\": {row % 2}, \"state_features\": {{\"0\": {feature:R}}}, \"action\": \"{action}\", \"reward\": {action}}}\n");
        }

        var file = Path.Combine(cluster.DataRoot, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text.ToString());
    }
}
