using System.Text.Json;
using ReAgent.Contracts.Randomness;
using ReAgent.Data.Batches;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Tests.Golden;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.C51;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers.C51;

public sealed class C51GoldenTests
{
    private const int Atoms = 11;

    [Theory]
    [InlineData("c51_double")]
    [InlineData("c51_single_boost")]
    public void Steps_are_those_of_the_reference(string name)
    {
        var file = GoldenFile.Read($"trainers/{name}.json");
        var rows = GoldenBatches.Rows(file, metrics: []);
        using var trainer = Create(file, rows);
        GoldenTrainer.Follows(file, trainer, rows, "td_loss");
    }

    [Fact]
    public void Scores_are_the_references_expected_returns()
    {
        var file = GoldenFile.Read("trainers/c51_double.json");
        var rows = GoldenBatches.Rows(file, metrics: []);
        using var trainer = Create(file, rows);
        PutWeights(file, trainer);
        var expected = GoldenTensor.Of(file.GetProperty("steps")[0].GetProperty("reporter").GetProperty("model_values"));
        var states = rows.State.AsSpan(0, (int)expected.Shape[0] * rows.StateWidth);
        Near.Equal("scores", expected.Data, trainer.Policy.Decide(states, [], new RandomStream(1, "policy")).Scores, 1e-5, 1e-6);
    }

    /// <summary>
    /// Where an episode terminates and no action follows, the reference learns nothing: it weighs the next state's distributions by a next action
    /// of zeros, and a target without any probability costs nothing. Ours learns that such a row's return is its reward, so its loss is the
    /// reference's and, added, the cross-entropies of these certain returns.
    /// </summary>
    [Fact]
    public void Learning_the_logged_next_actions_differs_from_the_reference_by_rows_that_no_action_follows()
    {
        var file = GoldenFile.Read("trainers/c51_sarsa_multi_step.json");
        var rows = GoldenBatches.Rows(file, metrics: []);
        using var trainer = Create(file, rows);
        PutWeights(file, trainer);
        const int batch = 16;
        using var scope = NewDisposeScope();
        var logits = trainer.Networks["q_network"].Evaluate(tensor(rows.State.AsSpan(0, batch * rows.StateWidth).ToArray(), [batch, rows.StateWidth]));
        var logs = logits.view(batch, rows.ActionCount, Atoms).log_softmax(2).data<float>().ToArray();
        var missing = 0.0;
        var endings = Enumerable.Range(0, batch).Where(row => rows.NotTerminal[row] == 0 && rows.NextAction[row] == rows.ActionCount).ToArray();
        Assert.NotEmpty(endings);
        foreach (var row in endings)
        {
            // Returns are −10, −8 … 10; a reward between two of them counts for both by nearness.
            var position = (rows.Reward[row] + 10) / 2;
            var lower = (int)MathF.Floor(position);
            double Log(int atom) => logs[(((row * rows.ActionCount) + rows.Action[row]) * Atoms) + atom];
            missing -= ((lower + 1 - position) * Log(lower)) + ((position - lower) * Log(lower + 1));
        }

        var expected = file.GetProperty("steps")[0].GetProperty("losses")[0].GetDouble() + (missing / batch);
        var readings = trainer.Step(RowBatch.Of(rows, 0, batch));
        Near.Equal("loss", [expected], [readings.Single(reading => reading.Name == "td_loss").Value.item<float>()], 1e-5, 1e-6);
    }

    private static void PutWeights(JsonElement file, ITrainer trainer)
    {
        foreach (var network in trainer.Networks.Values)
        {
            GoldenWeights.Put(file.GetProperty("initial_weights"), $"{network.Name}.", network.Parameters);
        }
    }

    private static ITrainer Create(JsonElement file, TransitionRows rows)
    {
        var config = new GoldenConfig(file.GetProperty("config"));
        Assert.Equal(Atoms, config["num_atoms"].GetInt32());
        var model = new C51Model
        {
            TrainerParam = new()
            {
                Actions = config.Actions,
                Rl = config.Rl,
                DoubleQLearning = config.Flag("double_q_learning"),
                NumAtoms = Atoms,
                Qmin = config["qmin"].GetDouble(),
                Qmax = config["qmax"].GetDouble(),
                Optimizer = GoldenOptimizer.OfNetwork(file, "q_network")!,
            },
            NetBuilder = new CategoricalOptions { Sizes = [8, 6], Activations = [Activation.Relu, Activation.Relu] },
            EvalParameters = new() { CalcCpeInTraining = false },
        };
        return model.CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU));
    }
}
