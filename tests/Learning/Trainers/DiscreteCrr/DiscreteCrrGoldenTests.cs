using System.Text.Json;
using ReAgent.Data.Batches;
using ReAgent.Learning.Cpe;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Tests.Golden;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.DiscreteCrr;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers.DiscreteCrr;

/// <remarks>
/// The reference's steps take no notice of masks: impossible actions get probability, and the values of states count them. Told that every
/// action is possible, ours takes the same steps.
/// </remarks>
public sealed class DiscreteCrrGoldenTests
{
    [Theory]
    [InlineData("discrete_crr_default")]
    [InlineData("discrete_crr_delay2")]
    [InlineData("discrete_crr_single_q_entropy_target_actor")]
    [InlineData("discrete_crr_cpe_boost")]
    public void Steps_are_those_of_the_reference_when_every_action_is_possible(string name)
    {
        var file = GoldenFile.Read($"trainers/{name}.json");
        var rows = Unmasked(GoldenBatches.Rows(file, metrics: []));
        using var trainer = Model(file).CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU));
        GoldenTrainer.Follows(file, trainer, rows, Losses(file));
    }

    /// <summary>
    /// Between the moves of a delayed actor the reference, as its training framework runs it, still moves it by momentum. Ours leaves it alone
    /// (<c>discrete_crr_delay2</c> above), so both agree up to the first such step and no further.
    /// </summary>
    [Fact]
    public void A_delayed_actor_does_not_drift_as_the_reference_does()
    {
        var file = GoldenFile.Read("trainers/discrete_crr_delay2_pl16.json");
        var rows = Unmasked(GoldenBatches.Rows(file, metrics: []));
        using var trainer = Model(file).CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU));
        PutWeights(file, trainer);

        using var scope = NewDisposeScope();
        var actor = trainer.Networks["actor_network"].Parameters;
        trainer.Step(RowBatch.Of(rows, 0, 16));
        var moved = GoldenWeights.Read(actor.Values);
        Near.Equal("actor after step 1", GoldenWeights.Flat(file.GetProperty("steps")[0].GetProperty("weights"), "actor_network.", actor), moved, 1e-5, 1e-6);
        var readings = trainer.Step(RowBatch.Of(rows, 16, 16));
        Assert.Equal(moved, GoldenWeights.Read(actor.Values));
        Assert.DoesNotContain(readings, reading => reading.Name == "actor_loss");
        double[] expected = [.. file.GetProperty("steps")[1].GetProperty("losses").EnumerateArray().Take(2).Select(GoldenTensor.Number)];
        Near.Equal("critics' losses of step 2", expected, [readings[0].Value.item<float>(), readings[1].Value.item<float>()], 1e-4, 1e-5);
    }

    /// <summary>
    /// With the masks of the reference's batches, the target of the critics is under the actor's probabilities of possible actions. Expected
    /// losses follow from the file's weights by these equations.
    /// </summary>
    [Theory]
    [InlineData("discrete_crr_default", 3.8846057030427246)]
    [InlineData("discrete_crr_single_q_entropy_target_actor", 4.135088870241365)]
    [InlineData("discrete_crr_cpe_boost", 7.537365839018284)]
    public void Impossible_actions_do_not_count_in_the_value_of_the_next_state(string name, double expected)
    {
        var file = GoldenFile.Read($"trainers/{name}.json");
        var rows = GoldenBatches.Rows(file, metrics: []);
        using var trainer = Model(file).CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU));
        PutWeights(file, trainer);

        using var scope = NewDisposeScope();
        Near.Equal("q1_loss", [expected], [trainer.Step(RowBatch.Of(rows, 0, 16))[0].Value.item<float>()], 1e-5, 1e-6);
    }

    /// <summary>
    /// The reference learns the counterfactual value of a softmax of the first critic's target, but reports the actor's probabilities; ours
    /// learns that of the actor. Given the reference's scores, the networks take its steps.
    /// </summary>
    [Fact]
    public void Counterfactual_networks_take_the_references_first_step_from_its_scores()
    {
        var file = GoldenFile.Read("trainers/discrete_crr_cpe_boost.json");
        var weights = file.GetProperty("initial_weights");
        var config = new GoldenConfig(file.GetProperty("config"));
        var rows = GoldenBatches.Rows(file, metrics: []);
        var setup = new TrainerSetup(TransitionLayout.Of(rows), Seed: 1, CPU);
        using var bellman = new Bellman(config.Rl, config.Actions, CPU);
        using var heads = new CpeHeads(setup, Layers, GoldenOptimizer.OfNetwork(file, "reward_network")!, config.Rl, bellman);
        using var critic = setup.Network("q1_network_target", Layers.Architecture(rows.StateWidth, rows.ActionCount));
        foreach (var network in heads.Networks.Append(critic))
        {
            GoldenWeights.Put(weights, $"{network.Name}.", network.Parameters);
        }

        using var scope = NewDisposeScope();
        var batch = RowBatch.Of(rows, 0, 16);
        var readings = heads.Learn(batch, critic.Evaluate(batch.NextState));
        var step = file.GetProperty("steps")[0];
        double[] expected = [.. step.GetProperty("losses").EnumerateArray().Skip(3).Take(2).Select(GoldenTensor.Number)];
        Near.Equal("losses", expected, [readings[0].Value.item<float>(), readings[1].Value.item<float>()], 1e-5, 1e-6);
        foreach (var network in heads.Networks)
        {
            var after = GoldenWeights.Flat(step.GetProperty("weights"), $"{network.Name}.", network.Parameters);
            Near.Equal(network.Name, after, GoldenWeights.Read(network.Parameters.Values), 1e-5, 1e-6);
        }
    }

    private static FullyConnectedOptions Layers => new() { Sizes = [8, 6], Activations = [Activation.Relu, Activation.Relu] };

    private static void PutWeights(JsonElement file, ITrainer trainer)
    {
        foreach (var network in trainer.Networks.Values)
        {
            GoldenWeights.Put(file.GetProperty("initial_weights"), $"{network.Name}.", network.Parameters);
        }
    }

    private static string[] Losses(JsonElement file) =>
        file.GetProperty("config").GetProperty("q2").GetBoolean() ? ["q1_loss", "q2_loss", "actor_loss"] : ["q1_loss", "actor_loss"];

    private static TransitionRows Unmasked(TransitionRows rows)
    {
        Array.Fill(rows.PossibleActions, 1f);
        Array.Fill(rows.PossibleNextActions, 1f);
        return rows;
    }

    private static DiscreteCrrModel Model(JsonElement file)
    {
        var config = new GoldenConfig(file.GetProperty("config"));
        return new()
        {
            TrainerParam = new()
            {
                Actions = config.Actions,
                Rl = config.Rl,
                DoubleQLearning = config.Flag("q2"),
                QNetworkOptimizer = GoldenOptimizer.OfNetwork(file, "q1_network")!,
                ActorNetworkOptimizer = GoldenOptimizer.OfNetwork(file, "actor_network")!,
                UseTargetActor = config.Flag("use_target_actor"),
                DelayedPolicyUpdate = config["delayed_policy_update"].GetInt32(),
                Beta = config["beta"].GetDouble(),
                MaxWeight = config["max_weight"].GetDouble(),
                EntropyCoeff = config["entropy_coeff"].GetDouble(),
                ClipLimit = config["clip_limit"].GetDouble(),
                Evaluation = new() { CalcCpeInTraining = false },
            },
            ActorNetBuilder = new FullyConnectedDiscreteActorOptions
            {
                Sizes = Layers.Sizes,
                Activations = Layers.Activations,
                ActionActivation = Activation.Linear,
            },
            CriticNetBuilder = Layers,
        };
    }
}
