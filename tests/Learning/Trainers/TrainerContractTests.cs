using System.Reflection;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Randomness;
using ReAgent.Data.Batches;
using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Cpe;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Policies;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Trainers;

/// <summary>What every trainer keeps, whatever it learns.</summary>
public sealed class TrainerContractTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("learning");

    public static TheoryData<string> Cases => [.. TrainerCase.All.Select(trainer => trainer.Name)];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Every_model_of_the_catalog_has_a_case()
    {
        var models = typeof(ModelOptions).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ModelOptions)) && type.GetCustomAttribute<UnionMemberAttribute>() is not null);
        Assert.Empty(models.Except(TrainerCase.All.Select(trainer => trainer.Model(new AdamOptions()).GetType())));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Training_reduces_the_loss(string name)
    {
        var (trainer, loop) = Start(name, Plan(epochs: 15));
        using (trainer)
        {
            var result = loop.Run();
            var loss = Case(name).Loss;
            Assert.True(
                result.Epochs[^1].Readings[loss] < 0.98 * result.Epochs[0].Readings[loss],
                $"{loss} went from {result.Epochs[0].Readings[loss]} to {result.Epochs[^1].Readings[loss]}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Stopped_and_resumed_training_ends_with_the_same_bytes(string name)
    {
        var (straight, straightLoop) = Start(name, Plan(epochs: 3) with { CheckpointPath = PathOf("straight") });
        TrainingResult expected;
        using (straight)
        {
            expected = straightLoop.Run();
        }

        TrainingResult? resumed = null;
        for (var run = 0; resumed is null; run++)
        {
            // Stopped within an epoch, twice, at different distances; each time a new trainer goes on.
            using var stop = new CancellationTokenSource();
            var (trainer, loop) = Start(name, Plan(epochs: 3) with { CheckpointPath = PathOf("resumed"), ProgressEverySteps = 1 });
            using (trainer)
            {
                var steps = 0;
                var stopAfter = run < 2 ? 3 + (4 * run) : int.MaxValue;
                var callbacks = new TrainingCallbacks { Progress = _ => { if (++steps == stopAfter) { stop.Cancel(); } } };
                if (run < 2)
                {
                    Assert.Throws<OperationCanceledException>(() => loop.Run(callbacks, stop.Token));
                }
                else
                {
                    resumed = loop.Run(callbacks, stop.Token);
                }
            }
        }

        Assert.Equal(10, resumed.ResumedAtStep);
        Assert.Equal(expected.Steps, resumed.Steps);
        Assert.Equal(expected.Epochs.SelectMany(epoch => epoch.Readings), resumed.Epochs.SelectMany(epoch => epoch.Readings));
        Assert.True(File.ReadAllBytes(PathOf("straight")).AsSpan().SequenceEqual(File.ReadAllBytes(PathOf("resumed"))), Difference());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_artifact_decides_as_the_trainer_does(string name)
    {
        var (trainer, loop) = Start(name, Plan(epochs: 2));
        using (trainer)
        {
            loop.Run();
            var folder = Path.Combine(_folder.FullName, "artifact");
            PolicyArtifact.Save(folder, new() { Model = name, Policy = trainer.Policy.Description }, trainer.Policy, trainer.Cpe, "{}");
            using var artifact = PolicyArtifact.Load(folder, CPU);
            var rows = Case(name).Rows();
            var states = rows.State.AsSpan(0, 50 * rows.StateWidth);
            var masks = rows.PossibleActions.AsSpan(0, 50 * rows.ActionCount);
            var expected = trainer.Policy.Decide(states, masks, new RandomStream(1, "decide"));
            var actual = artifact.Policy.Decide(states, masks, new RandomStream(1, "decide"));
            Assert.Equal(expected.Actions, actual.Actions);
            Assert.Equal(expected.ActionFeatures, actual.ActionFeatures);
            Assert.Equal(expected.Scores, actual.Scores);
            Assert.Equal(expected.Propensities, actual.Propensities);
            Assert.Equal(trainer.Cpe is null, artifact.Cpe is null);
            if (trainer.Cpe is { } judge)
            {
                IEnumerable<float> Values(CpeModel model) => model.Evaluate(rows).Metrics.SelectMany(metric => metric.Values);
                Assert.Equal(Values(judge), Values(artifact.Cpe!));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Steps_leave_no_tensors_behind(string name)
    {
        var rows = Case(name).Rows();
        using var trainer = Case(name).Model(new AdamOptions()).CreateTrainer(new(TransitionLayout.Of(rows), Seed: 3, CPU));
        using var scope = NewDisposeScope();
        var batch = RowBatch.Of(rows, 0, 32);
        void Step()
        {
            foreach (var reading in trainer.Step(batch))
            {
                reading.Value.Dispose();
            }
        }

        Step();
        Step();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var step = 0; step < 300; step++)
        {
            Step();
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_loss_that_is_no_number_stops_the_training(string name)
    {
        var (trainer, loop) = Start(name, Plan(epochs: 1) with { CheckpointPath = PathOf("diverged"), ProgressEverySteps = 2 });
        using (trainer)
        {
            // What an exploding gradient leaves behind.
            void Break(TrainingProgress progress)
            {
                using var _ = no_grad();
                foreach (var network in trainer.Networks.Values)
                {
                    network.Parameters.Values.fill_(float.NaN);
                }
            }

            var divergence = Assert.Throws<DivergenceException>(() => loop.Run(new() { Progress = Break }));
            Assert.Equal(3, divergence.Step);
            Assert.Contains($"{divergence.Reading} became NaN at step 3", divergence.Message, StringComparison.Ordinal);
            Assert.False(File.Exists(PathOf("diverged")));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Networks_have_distinct_names_and_states_survive_a_file(string name)
    {
        var rows = Case(name).Rows();
        var model = Case(name).Model(new AdamOptions());
        using var trainer = model.CreateTrainer(new(TransitionLayout.Of(rows), Seed: 3, CPU));
        using var other = model.CreateTrainer(new(TransitionLayout.Of(rows), Seed: 4, CPU));
        Assert.NotEqual(State(trainer).ToBytes(), State(other).ToBytes());
        other.Restore(TensorFile.Read(State(trainer).ToBytes(), "memory"));
        Assert.Equal(State(trainer).ToBytes(), State(other).ToBytes());
    }

    private static TensorFile State(ITrainer trainer)
    {
        var file = new TensorFile();
        trainer.Save(file);
        return file;
    }

    private static TrainerCase Case(string name) => TrainerCase.All.Single(trainer => trainer.Name == name);

    private static TrainingPlan Plan(int epochs) => new() { Epochs = epochs, BatchSize = 64, Seed = 11, Fingerprint = "test" };

    private static (ITrainer Trainer, TrainingLoop Loop) Start(string name, TrainingPlan plan, OptimizerOptions? optimizer = null)
    {
        var rows = Case(name).Rows();
        var trainer = Case(name).Model(optimizer ?? new AdamOptions { Lr = 0.01 }).CreateTrainer(new(TransitionLayout.Of(rows), plan.Seed, CPU));
        return (trainer, new TrainingLoop(trainer, RowStore.Of(rows), plan, CPU));
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, $"{name}.safetensors");

    private string Difference()
    {
        var (expected, actual) = (TensorFile.Read(PathOf("straight")), TensorFile.Read(PathOf("resumed")));
        return "Checkpoints differ in " + string.Join(", ", expected.Entries
            .Where(entry => !actual.Entries.TryGetValue(entry.Key, out var other) || !entry.Value.Data.Span.SequenceEqual(other.Data.Span))
            .Select(entry => entry.Key)
            .Concat(expected.Metadata.Where(text => actual.Metadata.GetValueOrDefault(text.Key) != text.Value).Select(text => text.Key)));
    }
}
