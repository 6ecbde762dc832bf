using System.Globalization;
using System.Text;
using ReAgent.Contracts.Randomness;
using ReAgent.Data.Logs;
using ReAgent.Data.Timelines;
using ReAgent.Evaluation;
using ReAgent.Grains.Evaluation;
using ReAgent.Learning;
using ReAgent.Learning.Policies;
using Xunit;

namespace ReAgent.Grains.Tests.Experiments;

[Collection("grains")]
public class IdListEvaluationTests(GrainCluster cluster)
{
    private const string Features =
        """
        {"raw": {
          "id_list_feature_configs": [{"name": "seen", "feature_id": 100, "id_mapping_name": "items"}],
          "id_mapping_config": {"items": {"ids": [0, 1]}}
        }}
        """;

    [Fact]
    public async Task A_policy_that_reads_lists_of_ids_is_evaluated_on_another_log_with_them()
    {
        WriteLog("with-ids/log.jsonl");
        var spec = SmallExperiment.Spec(
            "with-ids",
            ("seed", "41"), ("env_name", null), ("episodes", """["with-ids/log.jsonl"]"""), ("num_epochs", "30"),
            ("model.DiscreteDQN.state_feature_config_provider", Features),
            ("model.DiscreteDQN.net_builder", """{"FullyConnectedWithEmbedding": {"sizes": [8], "activations": ["relu"], "embedding_dim": 2}}"""));
        await cluster.RunToEnd(spec);

        using var artifact = PolicyArtifact.Load(Path.Combine(cluster.DataRoot, spec.Folder, "policy"), Compute.Device("cpu"));
        var page = await LoggedPages.OfPolicy(
            [Path.Combine(cluster.DataRoot, "with-ids")], new LogOptions(), new TimelineOptions(), artifact, new LoggedPageOptions(), read: null, CancellationToken.None);
        var report = CounterfactualEvaluation.Evaluate(page, new EvaluationOptions { Gamma = 0.9, Resamples = 50, CostlyResamples = 50 });

        // What is right depends on the list alone: the log is right half of the time, as is any policy that does not read lists.
        Assert.Equal(600, page.Steps);
        var estimate = report.Reward.Estimates.Single(estimate => estimate.Estimator == "inverse_propensity");
        Assert.InRange(estimate.LoggedMean!.Value, 0.4, 0.6);
        Assert.True(estimate.Raw > 0.65, $"{estimate.Raw}");
    }

    /// <summary>300 episodes of two decisions, made by a coin: the action that is in the list earns 1.</summary>
    private void WriteLog(string path)
    {
        var random = new RandomStream(5, "tests/log-with-ids");
        var text = new StringBuilder();
        for (var row = 0; row < 600; row++)
        {
            var (seen, action, feature) = (random.NextDouble() < 0.5 ? 1 : 0, random.NextDouble() < 0.5 ? 1 : 0, random.NextGaussian());
            text.Append(
                CultureInfo.InvariantCulture,
                $"{{\"mdp_id\": \"e{row / 2}\", \"sequence_number\": {row % 2}, \"state_features\": {{\"0\": {feature:R}}}, \"state_id_list_features\": {{\"100\": [{seen}]}}, \"action\": \"{action}\", \"action_probability\": 0.5, \"reward\": {(action == seen ? 1 : 0)}}}\n");
        }

        var file = Path.Combine(cluster.DataRoot, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text.ToString());
    }
}
