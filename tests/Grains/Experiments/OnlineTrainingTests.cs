using Orleans;
using ReAgent.Contracts.Experiments;
using Xunit;

namespace ReAgent.Grains.Tests.Experiments;

[Collection("grains")]
public class OnlineTrainingTests(GrainCluster cluster)
{
    private static readonly (string, string?)[] Online =
    [
        ("num_train_episodes", "7"), ("train_after_ts", "200"), ("replay_memory_size", "250"), ("minibatch_size", "32"), ("train_every_ts", "3"),
        ("input_table_spec", "{}"), ("model.DiscreteDQN.eval_parameters.calc_cpe_in_training", "false"),
    ];

    private async Task<ExperimentStatus> Run(ExperimentSpec spec, IGrainFactory? grains = null)
    {
        var grain = (grains ?? cluster.Grains).GetGrain<IExperimentGrain>(spec.Name);
        var last = await grain.Start(spec, CancellationToken.None).Soon();
        using var patience = new CancellationTokenSource(Waiting.Patience);
        await foreach (var status in grain.Watch(last.Version, patience.Token))
        {
            last = status;
        }

        return last;
    }

    private Dictionary<string, byte[]> Files(ExperimentSpec spec, params string[] names) =>
        names.ToDictionary(name => name, name => File.ReadAllBytes(Path.Combine(cluster.DataRoot, spec.Folder, name)));

    private static string Line(ExperimentStatus status, string label) =>
        status.Stages.Single(stage => stage.Stage == Stage.Train).Summary.Single(line => line.Label == label).Text;

    [Fact]
    public async Task A_policy_learns_from_what_it_plays_and_a_later_process_reuses_it()
    {
        var spec = SmallExperiment.Spec("online", [("seed", "31"), ("online.episodes_per_round", "2"), .. Online]);

        var first = await Run(spec);

        Assert.Equal((ExperimentState.Completed, null), (first.State, first.Failure));
        Assert.Contains("in 4 rounds", Line(first, "steps"), StringComparison.Ordinal);
        Assert.StartsWith("7 episodes", Line(first, "played"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(cluster.DataRoot, spec.Folder, "scratch")), "The rounds' files were left behind.");

        await using var later = await GrainCluster.Deploy(cluster.DataRoot);
        var again = await Run(spec, later.Client);
        Assert.Equal(ExperimentState.Completed, again.State);
        Assert.Equal(StageState.Reused, again.Stages.Single(stage => stage.Stage == Stage.Train).State);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("3")]
    public async Task The_same_config_gives_the_same_policy_wherever_it_runs(string perRound)
    {
        ExperimentSpec Spec(string name) => SmallExperiment.Spec(name, [("seed", "32"), ("online.episodes_per_round", perRound), .. Online]);
        var (one, other) = (Spec($"online-here-{perRound}"), Spec($"online-there-{perRound}"));

        await Run(one);
        await Run(other);

        string[] names = ["policy/policy.json", "policy/weights.safetensors", "training/curves.json", "evaluation/play.json"];
        Assert.Equal(Files(one, names), Files(other, names));
    }

    [Fact]
    public async Task Steps_are_one_per_so_many_transitions()
    {
        var spec = SmallExperiment.Spec("online-steps", [("seed", "33"), .. Online]);
        var status = await Run(spec);

        // Seven episodes of 'trained on' less the 200 transitions of the beginning.
        var transitions = long.Parse(Line(status, "trained on").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal($"{(transitions - 200) / 3} in 7 rounds", Line(status, "steps"));
    }

    [Fact]
    public async Task Prioritized_replay_gives_the_same_policy_each_time_and_another_than_uniform_replay()
    {
        ExperimentSpec Spec(string name, string replay) => SmallExperiment.Spec(name, [("seed", "34"), ("online.replay", $"{{\"{replay}\": {{}}}}"), .. Online]);
        var (one, other, uniform) = (Spec("online-prioritized", "Prioritized"), Spec("online-prioritized-again", "Prioritized"), Spec("online-uniform", "Uniform"));

        Assert.Equal((ExperimentState.Completed, null), await Run(one) is var status ? (status.State, status.Failure) : default);
        await Run(other);
        await Run(uniform);

        Assert.Equal(Files(one, "policy/weights.safetensors"), Files(other, "policy/weights.safetensors"));
        Assert.NotEqual(Files(one, "policy/weights.safetensors"), Files(uniform, "policy/weights.safetensors"));
    }

    [Fact]
    public void Prioritized_replay_wants_a_trainer_that_can()
    {
        var binding = SmallExperiment.Bind([("online.replay", "{\"Prioritized\": {}}"), .. Online, ("model.DiscreteDQN.eval_parameters.calc_cpe_in_training", "true")]);
        Assert.Contains(binding.Errors, problem => problem.Message.Contains("weighs its batches", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Actions_may_have_names_of_their_own()
    {
        var spec = SmallExperiment.Spec("online-names", [("model.DiscreteDQN.trainer_param.actions", "[\"101\", \"102\"]"), .. Online]);
        var status = await Run(spec);
        Assert.Equal((ExperimentState.Completed, null), (status.State, status.Failure));
    }

    [Fact]
    public void Online_training_needs_an_environment()
    {
        var binding = SmallExperiment.Bind([("env_name", null), ("episodes", "[\"logs/*.parquet\"]"), .. Online]);
        Assert.Contains(binding.Errors, problem => problem.Message.Contains("needs an environment", StringComparison.Ordinal));
    }

    [Fact]
    public void The_environment_may_be_given_as_the_original_does()
    {
        var binding = SmallExperiment.Bind([("env_name", null), ("env", "{\"Gym\": {\"env_name\": \"CartPole-v1\"}}"), .. Online]);
        Assert.Empty(binding.Errors);
    }
}
