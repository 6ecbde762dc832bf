using ReAgent.Data.Batches;
using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Cpe;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Policies;
using ReAgent.Learning.Tests.Trainers;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Training;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Training;

public sealed class TrainingLoopTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loop");

    private RowStore? _store;

    public void Dispose()
    {
        _store?.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Every_epoch_sees_every_row_once_in_an_order_of_its_own()
    {
        var rows = ChainLog.Rows(12);
        using var witness = new Witness();
        var result = Loop(witness, rows, new() { Epochs = 3, BatchSize = 10, Seed = 3 }).Run();
        var perEpoch = ((rows.Count - 1) / 10) + 1;
        Assert.Equal(3 * perEpoch, result.Steps);
        long[][] epochs = [.. witness.Seen.Chunk(perEpoch).Select(batches => batches.SelectMany(batch => batch).ToArray())];
        Assert.All(epochs, epoch => Assert.Equal(Enumerable.Range(0, rows.Count).Select(row => (long)row), epoch.Order()));
        Assert.NotEqual(epochs[0], epochs[1]);
        Assert.All(witness.Seen.Take(perEpoch - 1), batch => Assert.Equal(10, batch.Length));
        Assert.Equal(rows.Count - (10 * (perEpoch - 1)), witness.Seen[perEpoch - 1].Length);

        using var again = new Witness();
        Loop(again, rows, new() { Epochs = 3, BatchSize = 10, Seed = 3 }).Run();
        Assert.Equal(witness.Seen, again.Seen);
        using var other = new Witness();
        Loop(other, rows, new() { Epochs = 3, BatchSize = 10, Seed = 4 }).Run();
        Assert.NotEqual(witness.Seen, other.Seen);
    }

    [Fact]
    public void A_trainer_of_episodes_sees_whole_episodes_in_time_order()
    {
        var rows = ChainLog.Rows(12);
        using var witness = new Witness(BatchUnit.Episode);
        Loop(witness, rows, new() { Epochs = 2, BatchSize = 10, Seed = 3 }).Run();
        Assert.Equal(24, witness.Seen.Count);
        Assert.All(witness.Seen, batch =>
        {
            Assert.Single(batch.Select(row => rows.Episode[row]).Distinct());
            Assert.Equal(batch.Order(), batch);
            Assert.Equal(rows.Episode.Count(episode => episode == rows.Episode[batch[0]]), batch.Length);
        });
        int[] Order(int epoch) => [.. witness.Seen.Skip(12 * epoch).Take(12).Select(batch => rows.Episode[batch[0]])];
        Assert.Equal(Enumerable.Range(0, 12), Order(0).Order());
        Assert.NotEqual(Order(0), Order(1));
    }

    [Fact]
    public void Progress_and_epochs_are_told()
    {
        var rows = ChainLog.Rows(12);
        using var witness = new Witness();
        List<TrainingProgress> progress = [];
        List<EpochSummary> epochs = [];
        var plan = new TrainingPlan { Epochs = 2, BatchSize = 10, Seed = 3, ProgressEverySteps = 4 };
        var loop = Loop(witness, rows, plan);
        var result = loop.Run(new() { Progress = progress.Add, EpochFinished = epochs.Add });
        var perEpoch = (int)result.Steps / 2;
        long[] expected = [.. Enumerable.Range(1, (int)result.Steps).Where(step => step % 4 == 0 || step % perEpoch == 0)];
        Assert.Equal(expected, progress.Select(told => told.Step));
        Assert.All(progress, told => Assert.Equal(loop.TotalSteps, told.TotalSteps));

        // The witness reads its step: 1, 2, 3 and 4 have the mean 2.5.
        Assert.Equal(2.5, progress[0].Readings["step"]);
        Assert.Equal((1 + perEpoch) / 2.0, epochs[0].Readings["step"]);
        Assert.Equal([0, 1], epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(epochs, result.Epochs);
        Assert.Equal(2, witness.FinishedEpochs);
    }

    [Fact]
    public void A_number_that_is_none_is_reported_with_its_name_and_step_and_is_never_checkpointed()
    {
        var path = Path.Combine(_folder.FullName, "checkpoint");
        using var witness = new Witness { BreaksAt = 7 };
        var plan = new TrainingPlan { Epochs = 2, BatchSize = 10, Seed = 3, CheckpointPath = path, CheckpointEverySteps = 3 };
        var exception = Assert.Throws<DivergenceException>(() => Loop(witness, ChainLog.Rows(40), plan).Run());
        Assert.Equal(("step", 7L), (exception.Reading, exception.Step));
        Assert.Contains("step became NaN at step 7", exception.Message, StringComparison.Ordinal);
        Assert.Equal(6, TensorFile.Read(path).Number("steps"));
    }

    [Fact]
    public void A_checkpoint_of_another_training_is_not_continued()
    {
        var rows = ChainLog.Rows(12);
        var path = Path.Combine(_folder.FullName, "checkpoint");
        var plan = new TrainingPlan { Epochs = 1, BatchSize = 10, Seed = 3, CheckpointPath = path, Fingerprint = "one" };
        using var first = new Witness();
        Assert.Null(Loop(first, rows, plan).Run().ResumedAtStep);
        using var same = new Witness();
        Assert.Equal(first.Steps, Loop(same, rows, plan).Run().ResumedAtStep);
        Assert.Empty(same.Seen);
        using var other = new Witness();
        Assert.Null(Loop(other, rows, plan with { Fingerprint = "two" }).Run().ResumedAtStep);
        Assert.Equal(first.Seen, other.Seen);
    }

    [Fact]
    public void Gathering_ahead_or_not_the_trainer_sees_the_same()
    {
        var rows = ChainLog.Rows(12);
        var plan = new TrainingPlan { Epochs = 2, BatchSize = 10, Seed = 3 };
        using var ahead = new Witness();
        Loop(ahead, rows, plan).Run();
        using var none = new Witness();
        Loop(none, rows, plan with { BatchesAhead = 0 }).Run();
        Assert.Equal(ahead.Seen, none.Seen);
    }

    [Fact]
    public void Rewards_span_as_many_steps_as_the_plan_says()
    {
        var rows = ChainLog.Rows(12);
        using var one = new Witness();
        Loop(one, rows, new() { Epochs = 1, BatchSize = 10, Seed = 3 }).Run();
        Assert.All(one.Spans, span => Assert.Equal(1, span));
        using var three = new Witness();
        Loop(three, rows, new() { Epochs = 1, BatchSize = 10, Seed = 3, MultiStep = new(3, 0.9) }).Run();
        Assert.Equal([1, 2, 3], three.Spans.Distinct().Order());
        Assert.Equal(rows.Count, three.Spans.Count);
    }

    private TrainingLoop Loop(ITrainer trainer, TransitionRows rows, TrainingPlan plan)
    {
        // A row is known by its logged probability, which nobody learns from here.
        for (var row = 0; row < rows.Count; row++)
        {
            rows.ActionProbability[row] = row;
        }

        _store?.Dispose();
        _store = RowStore.Of(rows);
        return new(trainer, _store, plan, CPU);
    }

    /// <summary>Learns nothing and remembers which rows it saw.</summary>
    private sealed class Witness(BatchUnit unit = BatchUnit.Rows) : ITrainer
    {
        public List<long[]> Seen { get; } = [];

        public List<float> Spans { get; } = [];

        public int FinishedEpochs { get; private set; }

        public long BreaksAt { get; init; }

        public BatchUnit Unit => unit;

        public long Steps { get; private set; }

        public IReadOnlyDictionary<string, Network> Networks { get; } = new Dictionary<string, Network>();

        public IPolicy Policy => throw new InvalidOperationException("A witness has no policy.");

        public IPolicy Behavior => Policy;

        public CpeModel? Cpe => null;

        public IReadOnlyList<Reading> Step(TransitionBatch batch)
        {
            Seen.Add([.. batch.ActionProbability.data<float>().ToArray().Select(row => (long)row)]);
            Spans.AddRange(batch.Step.data<float>().ToArray());
            return [new("step", tensor(++Steps == BreaksAt ? float.NaN : Steps))];
        }

        public void FinishEpoch() => FinishedEpochs++;

        public void Save(TensorFile file) => file.Add("steps", Steps);

        public void Restore(TensorFile file) => Steps = file.Number("steps");

        public void Dispose()
        {
        }
    }
}
