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
}
