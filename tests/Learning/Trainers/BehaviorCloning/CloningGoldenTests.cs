using ReAgent.Learning.Networks;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Tests.Golden;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.BehaviorCloning;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers.BehaviorCloning;

public sealed class CloningGoldenTests
{
    /// <summary>
    /// In the reference's first batch its labels happen to be right (its later ones are not, see <see cref="DiscreteCloningTrainer"/>).
    /// </summary>
    [Fact]
    public void The_first_step_is_that_of_the_reference()
    {
        var file = GoldenFile.Read("trainers/behavioral_cloning_batch_equals_actions.json");
        var rows = GoldenBatches.Rows(file, metrics: []);
        var model = new BehaviorCloningModel
        {
            TrainerParam = new() { Actions = ["a0", "a1", "a2"], Optimizer = new AdamOptions { Lr = 0.01 } },
            NetBuilder = new FullyConnectedOptions { Sizes = [8, 6], Activations = [Activation.Relu, Activation.Relu] },
            EvalParameters = new() { CalcCpeInTraining = false },
        };
        using var scope = NewDisposeScope();
        using var trainer = model.CreateTrainer(new(TransitionLayout.Of(rows), Seed: 1, CPU));
        var network = trainer.Networks["actor_network"];
        GoldenWeights.Put(file.GetProperty("initial_weights"), "bc_net.", network.Parameters);
        var readings = trainer.Step(RowBatch.Of(rows, 0, 3));
        var step = file.GetProperty("steps")[0];
        Near.Equal("loss", [file.GetProperty("sane_first_loss").GetDouble()], [readings[0].Value.item<float>()], 1e-5, 1e-6);
        double[] Expected(string key) => GoldenWeights.Flat(step.GetProperty(key), "bc_net.", network.Parameters);
        Near.Equal("gradient", Expected("gradients"), GoldenWeights.Read(network.Parameters.Gradient!), 1e-4, 1e-6);
        Near.Equal("weights", Expected("weights"), GoldenWeights.Read(network.Parameters.Values), 1e-5, 1e-6);
    }
}
