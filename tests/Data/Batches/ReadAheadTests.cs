using ReAgent.Data.Batches;
using Xunit;

namespace ReAgent.Data.Tests.Batches;

public sealed class ReadAheadTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Blocks_of_the_next_window_are_loaded_and_checked_before_it_begins()
    {
        using (var writer = new RowStoreWriter(_path, LoggedSteps.Discrete))
        {
            for (var part = 0; part < 40; part++)
            {
                writer.Add(LoggedSteps.Rows(LoggedSteps.Discrete, 5000, (ulong)part), [.. Enumerable.Range(0, 5000).Select(episode => $"{part}/{episode}")]);
            }

            writer.Finish();
        }

        // Damage in one block of the second window: it is found while the first is read, towards its end at the latest.
        using var whole = RowStore.Open(_path);
        var order = new EpochOrder(whole.Count, whole.BlockRows, 1, 0, blocksPerWindow: 16);
        Assert.True(order.Windows > 2);
        var block = order.Blocks(1).First();
        var content = File.ReadAllBytes(_path);
        content[4096 + (block * whole.BlockRows * whole.Layout.RowBytes)]++;
        File.WriteAllBytes(_path, content);
        using var damaged = RowStore.Open(_path);
        var ahead = new ReadAhead(damaged);
        var (start, end) = order.Positions(0);
        ahead.Reached(order, () => null, start);
        var error = Assert.Throws<InvalidDataException>(() =>
        {
            for (var position = start; position < end; position += 512)
            {
                ahead.Reached(order, () => null, position);
            }
        });
        Assert.Contains($"block {block} ", error.Message, StringComparison.Ordinal);
    }
}
