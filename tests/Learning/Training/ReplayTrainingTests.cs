using ReAgent.Data.Batches;
using ReAgent.Data.Replay;
using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Optimizers;
using ReAgent.Learning.Tests.Trainers;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Training;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Training;

public sealed class ReplayTrainingTests
{
    private static readonly TrainingPlan Plan = new() { Epochs = 1, BatchSize = 32, Seed = 11, ProgressEverySteps = 7 };

    private static ITrainer Trainer(TransitionRows rows) =>
        TrainerCase.All[0].Model(new AdamOptions { Lr = 0.01 }).CreateTrainer(new(TransitionLayout.Of(rows), Plan.Seed, CPU));

    private static byte[] State(ITrainer trainer)
    {
        var file = new TensorFile();
        trainer.Save(file);
        return file.ToBytes();
    }

    [Fact]
    public void Rounds_with_a_restart_between_them_end_with_the_bytes_of_rounds_without()
    {
        var rows = ChainLog.Rows(40);
        using var store = RowStore.Of(rows);
        var window = new ReplayWindow([store], long.MaxValue);
        using var straight = Trainer(rows);
        new ReplayTraining(straight, window, Plan, CPU).Run(1, 20);
        new ReplayTraining(straight, window, Plan, CPU).Run(2, 15);

        using var before = Trainer(rows);
        new ReplayTraining(before, window, Plan, CPU).Run(1, 20);
        using var after = Trainer(rows);
        after.Restore(TensorFile.Read(State(before), "memory"));
        new ReplayTraining(after, window, Plan, CPU).Run(2, 15);

        Assert.Equal(35, after.Steps);
        Assert.Equal(State(straight), State(after));
        Assert.NotEqual(State(before), State(after));
    }

    [Fact]
    public void A_round_without_steps_learns_nothing()
    {
        var rows = ChainLog.Rows(10);
        using var store = RowStore.Of(rows);
        using var trainer = Trainer(rows);
        var summary = new ReplayTraining(trainer, new ReplayWindow([store], 100), Plan, CPU).Run(1, 0);
        Assert.Equal((0, 0L), (summary.Steps, trainer.Steps));
        Assert.Empty(summary.Readings);
    }

    [Fact]
    public void Progress_is_told_in_between_and_at_the_end_and_the_loss_falls()
    {
        var rows = ChainLog.Rows(60);
        using var store = RowStore.Of(rows);
        using var trainer = Trainer(rows);
        var training = new ReplayTraining(trainer, new ReplayWindow([store], long.MaxValue), Plan, CPU);
        List<long> told = [];
        var first = training.Run(1, 20, progress => told.Add(progress.Step));
        Assert.Equal([7, 14, 20], told);
        EpochSummary last = first;
        for (var round = 2; round < 12; round++)
        {
            last = training.Run(round, 20);
        }

        Assert.True(last.Readings["td_loss"] < first.Readings["td_loss"], $"{first.Readings["td_loss"]} → {last.Readings["td_loss"]}");
    }

    [Fact]
    public void It_stops_between_two_steps()
    {
        var rows = ChainLog.Rows(20);
        using var store = RowStore.Of(rows);
        using var trainer = Trainer(rows);
        using var stop = new CancellationTokenSource();
        var training = new ReplayTraining(trainer, new ReplayWindow([store], long.MaxValue), Plan, CPU);
        Assert.Throws<OperationCanceledException>(() => training.Run(1, 1000, _ => stop.Cancel(), stop.Token));
        Assert.Equal(7, trainer.Steps);
    }

    public static TheoryData<string> Prioritized => [.. TrainerCase.All.Where(trainer => trainer.Model(new AdamOptions()).Prioritizable).Select(trainer => trainer.Name)];

    [Theory]
    [MemberData(nameof(Prioritized))]
    public void Rounds_of_prioritized_replay_with_a_restart_between_them_end_with_the_same_bytes_and_learn(string name)
    {
        var rows = ChainLog.Rows(60);
        using var store = RowStore.Of(rows);
        var window = new ReplayWindow([store], long.MaxValue);
        var count = (int)window.Count;
        ITrainer New() => TrainerCase.All.Single(trainer => trainer.Name == name).Model(new AdamOptions { Lr = 0.01 }).CreateTrainer(new(TransitionLayout.Of(rows), Plan.Seed, CPU));
        PrioritizedReplay Replay(float[] before) => new(before, count, count - before.Length, 0.6, 0.4, 1e-6);

        using var straight = New();
        var kept = Replay([]);
        var first = new ReplayTraining(straight, window, Plan, CPU, kept).Run(1, 40);
        var middle = State(straight);
        var saved = kept.Priorities();
        var last = new ReplayTraining(straight, window, Plan, CPU, kept).Run(2, 160);

        using var after = New();
        after.Restore(TensorFile.Read(middle, "memory"));
        var restored = Replay(saved);
        new ReplayTraining(after, window, Plan, CPU, restored).Run(2, 160);

        Assert.Equal(State(straight), State(after));
        Assert.Equal(kept.Priorities(), restored.Priorities());
        Assert.True(saved.Distinct().Count() > 2);
        Assert.True(last.Readings["td_loss"] < first.Readings["td_loss"], $"{first.Readings["td_loss"]} → {last.Readings["td_loss"]}");
    }

    [Theory]
    [MemberData(nameof(Prioritized))]
    public void Rows_count_as_much_as_they_weigh(string name)
    {
        var rows = ChainLog.Rows(60);
        float Loss(float[] weights, out float[] errors)
        {
            using var scope = NewDisposeScope();
            using var trainer = TrainerCase.All.Single(trainer => trainer.Name == name).Model(new AdamOptions()).CreateTrainer(new(TransitionLayout.Of(rows), Plan.Seed, CPU));
            var error = zeros(32, 1);
            var importance = new RowImportance(tensor(weights, [32, 1]), error);
            var loss = trainer.Step(RowBatch.Of(rows, 0, 32) with { Importance = importance })[0].Value.item<float>();
            Assert.True(importance.Reported);
            errors = error.data<float>().ToArray();
            return loss;
        }

        float[] half = [.. Enumerable.Range(0, 32).Select(row => row < 16 ? 1f : 0f)];
        var whole = Loss([.. Enumerable.Repeat(1f, 32)], out var told);
        Assert.Equal(whole, Loss(half, out _) + Loss([.. half.Select(weight => 1 - weight)], out _), 1e-5f);
        Assert.True(told.Distinct().Count() > 2);
    }

    [Fact]
    public void A_trainer_that_tells_no_errors_is_refused()
    {
        var rows = ChainLog.Rows(20);
        using var store = RowStore.Of(rows);
        var window = new ReplayWindow([store], long.MaxValue);
        using var trainer = TrainerCase.All.First(trainer => trainer.Name.Contains("CRR", StringComparison.Ordinal) && trainer.Rows().ActionCount > 0)
            .Model(new AdamOptions()).CreateTrainer(new(TransitionLayout.Of(rows), Plan.Seed, CPU));
        var priorities = new PrioritizedReplay([], (int)window.Count, (int)window.Count, 0.6, 0.4, 1e-6);
        Assert.Throws<InvalidOperationException>(() => new ReplayTraining(trainer, window, Plan, CPU, priorities).Run(1, 1));
    }

    [Fact]
    public void Weights_are_annealed_from_the_first_round_to_the_last()
    {
        var replay = new PrioritizedReplayOptions { Beta = 0.4 };
        Assert.Equal([0.4, 0.7, 1.0], new[] { 1, 2, 3 }.Select(round => replay.BetaOf(round, 3)), (expected, actual) => Math.Abs(expected - actual) < 1e-12);
        Assert.Equal(0.4, replay.BetaOf(1, 1));
    }
}
