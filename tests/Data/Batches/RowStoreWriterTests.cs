using ReAgent.Data.Batches;
using Xunit;

namespace ReAgent.Data.Tests.Batches;

public sealed class RowStoreWriterTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rows");

    private string FilePath => Path.Combine(_folder.FullName, "rows", "train.rows");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void An_unfinished_store_leaves_nothing_behind_and_an_older_one_in_place()
    {
        var rows = LoggedSteps.Rows(LoggedSteps.Discrete, 20);
        Write(1);
        var before = File.ReadAllBytes(FilePath);
        using (var writer = new RowStoreWriter(FilePath, LoggedSteps.Discrete))
        {
            writer.Add(rows, LoggedSteps.Ids(20));
            Assert.Equal((rows.Count, 20), (writer.Count, writer.Episodes));
            Assert.Equal(before, File.ReadAllBytes(FilePath));
        }

        Assert.Equal(FilePath, Assert.Single(_folder.GetFiles("*", SearchOption.AllDirectories)).FullName);
        Assert.Equal(before, File.ReadAllBytes(FilePath));
        Write(2);
        Assert.NotEqual(before, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void Ten_times_the_rows_take_the_same_memory()
    {
        long Allocated(int chunks)
        {
            var chunk = LoggedSteps.Rows(LoggedSteps.Discrete, 1000);
            var ids = LoggedSteps.Ids(1000);
            var before = GC.GetAllocatedBytesForCurrentThread();
            using var writer = new RowStoreWriter(FilePath, LoggedSteps.Discrete);
            for (var part = 0; part < chunks; part++)
            {
                writer.Add(chunk, ids);
            }

            writer.Finish();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        _ = Allocated(1);
        var (few, many) = (Allocated(4), Allocated(40));
        var size = new FileInfo(FilePath).Length;
        Assert.True(size > 15_000_000, $"{size} bytes");

        // What grows with the rows is the texts of episode ids on their way to the file, and four bytes per block.
        Assert.True(many < 5_000_000, $"{few} bytes for 4 chunks, {many} for 40, in a file of {size}");
    }

    [Fact]
    public void Gathering_from_many_rows_takes_no_memory_either()
    {
        using (var writer = new RowStoreWriter(FilePath, LoggedSteps.Discrete))
        {
            for (var part = 0; part < 30; part++)
            {
                writer.Add(LoggedSteps.Rows(LoggedSteps.Discrete, 1000, (ulong)part), [.. Enumerable.Range(0, 1000).Select(episode => $"{part}/{episode}")]);
            }

            writer.Finish();
        }

        using var store = RowStore.Open(FilePath);
        var order = EpochOrder.Of(store, 1, 0);
        var rows = new long[512];
        var gathered = new GatheredRows(store, rows);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = 0.0;
        for (var position = 0L; position + 512 <= store.Count; position += 512)
        {
            order.Fill(position, rows);
            store.Gather(rows, MultiStep.One, gathered.Columns);
            sum += gathered.Reward.Sum();
        }

        Assert.True(double.IsFinite(sum));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void Rows_that_nothing_can_be_learned_from_are_named()
    {
        Refuse("Row 3", rows => rows.PossibleNextActions.AsSpan(3 * 35, 35).Clear());
        Refuse("Row 2 has action 99", rows => rows.Action[2] = 99);
        Refuse("next action 36", rows => rows.NextAction[2] = 36);
        Refuse("was not possible", rows => rows.PossibleActions[(4 * 35) + rows.Action[4]] = 0);
        Refuse("Reward of row 1 holds NaN", rows => rows.Reward[1] = float.NaN);
        Refuse("State of row 2", rows => rows.State[(2 * 3) + 1] = float.PositiveInfinity);
        Refuse("Row 5 spans 2 steps", rows => rows.Step[5] = 2);
    }

    [Fact]
    public void Rows_of_another_shape_are_refused()
    {
        using var writer = new RowStoreWriter(FilePath, LoggedSteps.Discrete);
        var error = Assert.Throws<InvalidDataException>(() => writer.Add(LoggedSteps.Rows(LoggedSteps.Continuous, 1), LoggedSteps.Ids(1)));
        Assert.Contains("35 actions", error.Message, StringComparison.Ordinal);
        Assert.Contains("actions of width 2", error.Message, StringComparison.Ordinal);
    }

    private void Write(ulong seed)
    {
        using var writer = new RowStoreWriter(FilePath, LoggedSteps.Discrete);
        writer.Add(LoggedSteps.Rows(LoggedSteps.Discrete, 20, seed), LoggedSteps.Ids(20));
        writer.Finish();
    }

    private static void Refuse(string expected, Action<TransitionRows> damage)
    {
        // A log in which the first rows go on.
        var rows = Enumerable.Range(0, 100).Select(seed => LoggedSteps.Rows(LoggedSteps.Discrete, 30, (ulong)seed)).First(log => log.NotTerminal[..6].All(goesOn => goesOn == 1));
        damage(rows);
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => RowStore.Of(rows)).Message, StringComparison.Ordinal);
    }
}
