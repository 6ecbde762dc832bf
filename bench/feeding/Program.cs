using System.Diagnostics;
using ReAgent.Bench.Feeding;
using ReAgent.Data.Batches;
using ReAgent.Learning;
using ReAgent.Learning.Networks;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Trainers.Dqn;
using ReAgent.Learning.Training;
using static TorchSharp.torch;

// Usage: ReAgent.Bench.Feeding [ROWS [STEPS [FILE]]]; a FILE that is there already is read, not written.
const int BatchSize = 512;
var rows = args.Length > 0 ? long.Parse(args[0]) : 2_000_000;
var steps = args.Length > 1 ? int.Parse(args[1]) : 3000;
var path = args.Length > 2 ? args[2] : Path.Combine(Path.GetTempPath(), $"feeding-{Environment.ProcessId}.rows");
Compute.UseThreads(1);
var written = !File.Exists(path);
if (written)
{
    var writing = Stopwatch.StartNew();
    SyntheticLog.Write(path, rows);
    Say("write the store", $"{rows / writing.Elapsed.TotalSeconds / 1e6:F2} M rows/s");
}

using (var store = RowStore.Open(path))
{
    Say("store", $"{store.Count:N0} rows of {store.Layout.RowBytes} bytes, {new FileInfo(path).Length / 1e6:N0} MB, {EpochOrder.Of(store, 1, 0).Windows} windows");
    if (store.Count > 10_000_000)
    {
        // Large, and perhaps not in the page cache: training first, and nothing that reads the file before it.
        Learn("learn, store, gathered ahead", LearnFromStore(store, ahead: 4));
        Gather(store, shuffled: true);
    }
    else
    {
        Order(store);
        Gather(store, shuffled: false);
        Gather(store, shuffled: true);
        var inMemory = (int)store.Count;
        Select(store, inMemory);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Learn("learn, columns in memory", LearnFromColumns(store, inMemory));
            Learn("learn, store, gathered when needed", LearnFromStore(store, ahead: 0));
            Learn("learn, store, gathered ahead", LearnFromStore(store, ahead: 4));
        }
    }
}

if (written && args.Length < 3)
{
    File.Delete(path);
}

return 0;

void Say(string what, string result) => Console.WriteLine($"{what,-36} {result}");

void Learn(string what, (TimeSpan Whole, TimeSpan Begun, TimeSpan Waited) took) => Say(
    what,
    $"{steps / took.Whole.TotalSeconds,5:F0} steps/s, training waits for rows {took.Waited / took.Whole,6:P2} of the time" +
    (took.Begun > TimeSpan.Zero ? $", besides {took.Begun.TotalMilliseconds:F0} ms before step 100" : ""));

void Order(RowStore store)
{
    var order = EpochOrder.Of(store, 1, 0);
    var which = new long[BatchSize];
    var batches = (int)Math.Min(20_000, store.Count / BatchSize);
    var watch = new Watch();
    for (var batch = 0; batch < batches; batch++)
    {
        order.Fill((long)batch * BatchSize, which);
    }

    Say("order alone", watch.PerBatch(batches));
}

void Gather(RowStore store, bool shuffled)
{
    var order = EpochOrder.Of(store, 1, 0);
    var which = new long[BatchSize];
    var to = new GatheredBatch(BatchSize);
    var batches = (int)Math.Min(20_000, store.Count / BatchSize);
    for (var round = 0; round < 2; round++)
    {
        // The first round also finds the pages and checks the blocks.
        var watch = new Watch();
        for (var batch = 0; batch < batches; batch++)
        {
            var start = (long)batch * BatchSize;
            if (shuffled)
            {
                order.Fill(start, which);
            }
            else
            {
                for (var row = 0; row < BatchSize; row++)
                {
                    which[row] = start + row;
                }
            }

            store.Gather(which, MultiStep.One, to.Columns);
        }

        Say($"gather {(shuffled ? "shuffled" : "in order")}, {(round == 0 ? "first" : "second")} time", watch.PerBatch(batches));
    }
}

void Select(RowStore store, int count)
{
    var table = new ColumnTable(store, count);
    var batches = Math.Min(5000, count / BatchSize);
    var watch = new Watch();
    for (var batch = 0; batch < batches; batch++)
    {
        using var scope = NewDisposeScope();
        table.Batch((long)batch * BatchSize, BatchSize);
    }

    Say("index_select, columns in memory", watch.PerBatch(batches));
}

ITrainer Trainer() => new DqnModel
{
    TrainerParam = new() { Actions = ["left", "right"], Rl = new() { Gamma = 0.99, TargetUpdateRate = 0.1 } },
    NetBuilder = new FullyConnectedOptions { Sizes = [128, 64], Activations = [Activation.Relu, Activation.Relu] },
    EvalParameters = new() { CalcCpeInTraining = false },
}.CreateTrainer(new(TransitionLayout.Of(SyntheticLog.Layout), Seed: 1, CPU));

(TimeSpan Whole, TimeSpan Begun, TimeSpan Waited) LearnFromStore(RowStore store, int ahead)
{
    using var trainer = Trainer();
    var plan = new TrainingPlan { Epochs = int.MaxValue, BatchSize = BatchSize, Seed = 1, BatchesAhead = ahead };
    using var stop = new CancellationTokenSource();
    var loop = new TrainingLoop(trainer, store, plan, CPU);
    var begun = TimeSpan.Zero;
    var watch = Stopwatch.StartNew();
    try
    {
        loop.Run(new() { Progress = progress => Stop(progress.Step) }, stop.Token);
    }
    catch (OperationCanceledException)
    {
        // After as many steps as were asked for.
    }

    return (watch.Elapsed, begun, loop.WaitedForRows - begun);

    void Stop(long step)
    {
        begun = begun == TimeSpan.Zero ? loop.WaitedForRows : begun;
        if (step >= steps)
        {
            stop.Cancel();
        }
    }
}

(TimeSpan Whole, TimeSpan Begun, TimeSpan Waited) LearnFromColumns(RowStore store, int count)
{
    using var trainer = Trainer();
    var table = new ColumnTable(store, count);
    var waited = TimeSpan.Zero;
    var watch = Stopwatch.StartNew();
    for (var step = 0; step < steps; step++)
    {
        using var scope = NewDisposeScope();
        var since = Stopwatch.GetTimestamp();
        var batch = table.Batch((long)step * BatchSize % (count - BatchSize), BatchSize);
        waited += Stopwatch.GetElapsedTime(since);
        foreach (var reading in trainer.Step(batch))
        {
            reading.Value.Dispose();
        }
    }

    return (watch.Elapsed, TimeSpan.Zero, waited);
}
