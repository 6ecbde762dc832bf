using ReAgent.Data.Batches;
using ReAgent.Learning.Tests.Trainers;
using ReAgent.Learning.Trainers;
using ReAgent.Learning.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace ReAgent.Learning.Tests.Training;

public sealed class BatchFeederTests : IDisposable
{
    private readonly TransitionRows _rows = ChainLog.Rows(20);
    private readonly RowStore _store;

    public BatchFeederTests() => _store = RowStore.Of(_rows);

    public void Dispose() => _store.Dispose();

    private static TrainingPlan Plan(int ahead = 2) => new() { Epochs = 3, BatchSize = 32, Seed = 3, BatchesAhead = ahead };

    private BatchFeeder Feeder(TrainingPlan plan, out BatchOrder order, int epoch = 0, int batch = 0, BatchUnit unit = BatchUnit.Rows)
    {
        order = new BatchOrder(_store, unit, plan);
        return new BatchFeeder(_store, order, plan, CPU, epoch, batch);
    }

    private static float[] Everything(TransitionBatch batch)
    {
        using var scope = NewDisposeScope();
        Tensor[] columns =
        [
            batch.State, batch.NextState, batch.Action, batch.Reward, batch.NotTerminal, batch.TimeDiff, batch.Step, batch.ActionProbability, batch.Metrics,
            batch.PossibleActions.Impossible, batch.PossibleNextActions.Impossible, batch.LoggedNextAction.Impossible,
        ];
        return [.. columns.SelectMany(column => column.to_type(ScalarType.Float32).data<float>().ToArray())];
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void A_batch_holds_the_rows_of_its_place_however_many_are_gathered_ahead(int ahead)
    {
        using var feeder = Feeder(Plan(ahead), out var order);
        var places = new BatchOrder(_store, BatchUnit.Rows, Plan());
        var which = new long[32];
        for (var epoch = 0; epoch < 3; epoch++)
        {
            for (var batch = 0; batch < order.BatchesPerEpoch; batch++)
            {
                var count = places.Fill(epoch, batch, which);
                var actual = feeder.Next();
                using var scope = NewDisposeScope();
                var expected = which[..count].Select(row => RowBatch.Of(_rows, (int)row, 1)).ToArray();
                Assert.Equal([count, ChainLog.States], actual.State.shape);
                Assert.Equal(expected.SelectMany(row => row.State.data<float>().ToArray()), actual.State.data<float>().ToArray());
                Assert.Equal(expected.SelectMany(row => row.Reward.data<float>().ToArray()), actual.Reward.data<float>().ToArray());
                Assert.Equal(expected.SelectMany(row => row.Action.data<long>().ToArray()), actual.Action.data<long>().ToArray());
                Assert.Equal(expected.SelectMany(row => row.Metrics.data<float>().ToArray()), actual.Metrics.data<float>().ToArray());
                Assert.Equal(
                    expected.SelectMany(row => row.LoggedNextAction.Impossible.data<bool>().ToArray()), actual.LoggedNextAction.Impossible.data<bool>().ToArray());
            }
        }

        Assert.Throws<ArgumentException>(() => new BatchOrder(RowStore.Of(ChainLog.Rows(0)), BatchUnit.Rows, Plan()));
    }

    [Fact]
    public void From_any_batch_on_it_gives_what_an_uninterrupted_one_gives()
    {
        using var whole = Feeder(Plan(), out var order);
        float[][] all = [.. Enumerable.Range(0, 3 * order.BatchesPerEpoch).Select(_ => Everything(whole.Next()))];
        for (var start = 0; start < all.Length; start++)
        {
            using var rest = Feeder(Plan(), out _, start / order.BatchesPerEpoch, start % order.BatchesPerEpoch);
            Assert.Equal(all[start], Everything(rest.Next()));
        }
    }

    [Theory]
    [InlineData(BatchUnit.Rows)]
    [InlineData(BatchUnit.Episode)]
    public void Batches_leave_no_tensors_behind(BatchUnit unit)
    {
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var feeder = Feeder(Plan(), out var order, unit: unit))
        {
            for (var batch = 0; batch < 3 * order.BatchesPerEpoch; batch++)
            {
                feeder.Next();
            }
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Damage_that_is_found_while_gathering_is_told_to_the_training_thread()
    {
        var path = Path.GetTempFileName();
        using (var writer = new RowStoreWriter(path, RowLayout.Of(_rows)))
        {
            writer.Add(_rows, [.. Enumerable.Range(0, 20).Select(episode => $"{episode}")]);
            writer.Finish();
        }

        var content = File.ReadAllBytes(path);
        content[5000]++;
        File.WriteAllBytes(path, content);
        foreach (var ahead in new[] { 0, 2 })
        {
            using var store = RowStore.Open(path);
            using var feeder = new BatchFeeder(store, new BatchOrder(store, BatchUnit.Rows, Plan()), Plan(ahead), CPU, 0, 0);
            Assert.Contains("damaged", Assert.Throws<InvalidDataException>(feeder.Next).Message, StringComparison.Ordinal);
        }

        File.Delete(path);
    }
}
