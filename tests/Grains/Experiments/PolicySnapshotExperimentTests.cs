using ReAgent.Contracts.Experiments;
using Xunit;

namespace ReAgent.Grains.Tests.Experiments;

[Collection("grains")]
public class PolicySnapshotExperimentTests(GrainCluster cluster)
{
    private static readonly (string, string?)[] Online =
    [
        ("num_train_episodes", "6"), ("train_after_ts", "200"), ("replay_memory_size", "250"), ("minibatch_size", "32"),
        ("input_table_spec", "{}"), ("model.DiscreteDQN.eval_parameters.calc_cpe_in_training", "false"),
    ];

    private static readonly (string, string?)[] Offline = [("num_epochs", "6")];

    private byte[] File(ExperimentSpec spec, string name) => System.IO.File.ReadAllBytes(Path.Combine(cluster.DataRoot, spec.Folder, name));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Policies_on_the_way_are_those_of_a_shorter_training_and_change_nothing_about_the_last(bool online)
    {
        var settings = online ? Online : Offline;
        var name = online ? "online" : "offline";
        var length = online ? "num_train_episodes" : "num_epochs";
        var plain = SmallExperiment.Spec($"snapshots-{name}-none", settings);
        var kept = SmallExperiment.Spec($"snapshots-{name}-two", [.. settings, ("policy_snapshots", "2")]);
        var shorter = SmallExperiment.Spec($"snapshots-{name}-short", [.. settings, (length, "4")]);

        await cluster.RunToEnd(plain);
        var status = await cluster.RunToEnd(kept);
        await cluster.RunToEnd(shorter);

        Assert.Equal(File(plain, "policy/weights.safetensors"), File(kept, "policy/weights.safetensors"));
        Assert.Equal(File(plain, "evaluation/play.json"), File(kept, "evaluation/play.json"));
        Assert.Equal(File(shorter, "policy/weights.safetensors"), File(kept, "training/snapshots/00004/weights.safetensors"));
        Assert.Equal(File(shorter, "evaluation/play.json"), File(kept, "evaluation/snapshots/00004.json"));
        Assert.NotEqual(File(kept, "training/snapshots/00002/weights.safetensors"), File(kept, "training/snapshots/00004/weights.safetensors"));
        var line = status.Stages.Single(stage => stage.Stage == Stage.Evaluate).Summary.Single(line => line.Label == "on the way");
        Assert.Matches(@"^[\d.]+ after 2, [\d.]+ after 4$", line.Text);
    }
}
