using ReAgent.Client.Configuration;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Cluster.Tests.Chaos;

/// <summary>What is run under fire: the CartPole experiment, and one with more data in more shards.</summary>
internal static class ChaosExperiments
{
    public static IReadOnlyList<ExperimentSpec> All { get; } =
    [
        Spec("cartpole", "num_train_transitions=20000", "num_epochs=12", "num_eval_episodes=20", "estimation.bootstrap_samples=200"),
        Spec(
            "data", "num_train_transitions=150000", "collection.collectors=8", "timeline.shards=8", "num_epochs=1", "reader_options.minibatch_size=4096",
            "num_eval_episodes=5", "estimation.bootstrap_samples=100"),
    ];

    private static ExperimentSpec Spec(string name, params string[] settings)
    {
        var file = new ExperimentFile(Workplace.Fixture("samples/cartpole_offline_dqn.yaml"), [.. settings, "passing_score_bar=null"], Seed: 5);
        return new ExperimentSpec(name, $"outputs/{name}", file.Read(new ExperimentFormat()).Require().Json);
    }
}
