using ReAgent.Client.Configuration;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Cluster.Tests.Chaos;

/// <summary>What is run under fire: the CartPole experiment, and one with more data in more shards.</summary>
internal static class ChaosExperiments
{
    /// <param name="isLong">True for some half a minute of work, false for a few seconds.</param>
    public static IReadOnlyList<ExperimentSpec> All(bool isLong) =>
    [
        Spec("cartpole", $"num_train_transitions={(isLong ? 60_000 : 20_000)}", $"num_epochs={(isLong ? 60 : 12)}", "num_eval_episodes=20", "estimation.bootstrap_samples=200"),
        Spec(
            "data", $"num_train_transitions={(isLong ? 400_000 : 150_000)}", "collection.collectors=8", "timeline.shards=8", $"num_epochs={(isLong ? 4 : 1)}", "reader_options.minibatch_size=4096",
            "num_eval_episodes=5", "estimation.bootstrap_samples=100"),
    ];

    private static ExperimentSpec Spec(string name, params string[] settings)
    {
        var file = new ExperimentFile(Workplace.Fixture("samples/cartpole_offline_dqn.yaml"), [.. settings, "passing_score_bar=null"], Seed: 5);
        return new ExperimentSpec(name, $"outputs/{name}", new ExperimentFormat().Bind(file.Read()).Require().Json);
    }
}
