using FsCheck;
using FsCheck.Fluent;
using ReAgent.Data.Batches;
using Xunit;

namespace ReAgent.Data.Tests.Batches;

public sealed class EpochOrderTests
{
    private static long[] All(EpochOrder order, int rows)
    {
        var all = new long[rows];
        order.Fill(0, all);
        return all;
    }

    private static readonly Arbitrary<(int Rows, int BlockRows, int Window, int Epoch)> Shapes = Gen.Choose(1, 4000)
        .SelectMany(rows => Gen.Choose(1, 300).SelectMany(block => Gen.Choose(1, 12).SelectMany(window => Gen.Choose(0, 50).Select(epoch => (rows, block, window, epoch)))))
        .ToArbitrary();

    [Fact]
    public void Every_row_comes_once_however_blocks_and_windows_divide_them() => Prop.ForAll(Shapes, shape =>
    {
        var all = All(new EpochOrder(shape.Rows, shape.BlockRows, 9, shape.Epoch, shape.Window), shape.Rows);
        return all.Order().SequenceEqual(Enumerable.Range(0, shape.Rows).Select(row => (long)row));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_position_can_be_asked_for_without_those_before_it() => Prop.ForAll(Shapes, shape =>
    {
        var all = All(new EpochOrder(shape.Rows, shape.BlockRows, 9, shape.Epoch, shape.Window), shape.Rows);
        var start = shape.Rows / 2;
        var rest = new long[shape.Rows - start];
        new EpochOrder(shape.Rows, shape.BlockRows, 9, shape.Epoch, shape.Window).Fill(start, rest);
        return all.AsSpan(start).SequenceEqual(rest);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_window_reads_its_blocks_and_no_others() => Prop.ForAll(Shapes, shape =>
    {
        var order = new EpochOrder(shape.Rows, shape.BlockRows, 9, shape.Epoch, shape.Window);
        var all = All(order, shape.Rows);
        return Enumerable.Range(0, (int)order.Windows).All(window =>
        {
            var (start, end) = order.Positions(window);
            var blocks = order.Blocks(window).ToHashSet();
            return blocks.Count <= shape.Window
                && order.WindowAt(start) == window && order.WindowAt(end - 1) == window
                && all[(int)start..(int)end].Select(row => row / shape.BlockRows).ToHashSet().SetEquals(blocks);
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Epochs_and_seeds_have_orders_of_their_own()
    {
        var order = All(new EpochOrder(1000, 64, 1, 0), 1000);
        Assert.Equal(order, All(new EpochOrder(1000, 64, 1, 0), 1000));
        Assert.NotEqual(order, All(new EpochOrder(1000, 64, 1, 1), 1000));
        Assert.NotEqual(order, All(new EpochOrder(1000, 64, 2, 0), 1000));
    }

    [Fact]
    public void Rows_that_fit_into_a_window_are_fully_shuffled()
    {
        // 40 blocks of 25 rows. How often does a batch of 50 hold two rows of one block? As often as chance says: 50·49/2 · 24/999 ≈ 29.4 pairs.
        var pairs = Enumerable.Range(0, 200).Average(epoch =>
        {
            var all = All(new EpochOrder(1000, 25, 3, epoch), 1000);
            return all[100..150].GroupBy(row => row / 25).Sum(block => block.Count() * (block.Count() - 1) / 2.0);
        });
        Assert.InRange(pairs, 28.2, 30.6);
    }

    [Fact]
    public void Batches_of_a_larger_store_come_from_all_over_it()
    {
        // 1000 blocks in windows of 50: rows of one batch are from many blocks, and these from all over the store.
        var order = new EpochOrder(100_000, 100, 5, 2, blocksPerWindow: 50);
        var batch = new long[512];
        order.Fill(40_000, batch);
        Assert.Equal(20, order.Windows);
        Assert.Equal(50, batch.Select(row => row / 100).Distinct().Count());
        Assert.Equal(10, batch.Select(row => row / 10_000).Distinct().Count());
    }
}
