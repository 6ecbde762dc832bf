using System.Diagnostics;
using Microsoft.Data.Sqlite;
using ReAgent.Silo.Health;
using Xunit;

namespace ReAgent.Silo.Tests.Health;

public sealed class ProbeTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_data_root_that_can_be_written_is_left_as_it_was()
    {
        Assert.True((await new DataRootProbe(_folder.FullPath, "silo/1", _clock, new LogRecorder<DataRootProbe>()).Check(CancellationToken.None)).IsGood);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.FullPath));
    }

    [Fact]
    public async Task A_data_root_is_tried_every_ten_seconds()
    {
        var root = _folder.At("root");
        var log = new LogRecorder<DataRootProbe>();
        var probe = new DataRootProbe(root, "silo", _clock, log);
        Assert.False((await probe.Check(CancellationToken.None)).IsGood);

        Directory.CreateDirectory(root);
        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False((await probe.Check(CancellationToken.None)).IsGood);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await probe.Check(CancellationToken.None)).IsGood);
        Assert.Equal([2103, 2104], log.Entries.Select(entry => entry.Event));
    }

    [Fact]
    public async Task A_data_root_that_keeps_writers_waiting_keeps_nobody_waiting_who_asks()
    {
        // Whoever writes to a pipe waits for a reader, as whoever writes to a volume waits for its server.
        var pipe = _folder.At(".health-silo");
        using (var make = Process.Start("mkfifo", [pipe]))
        {
            await make.WaitForExitAsync();
        }

        var log = new LogRecorder<DataRootProbe>();
        var probe = new DataRootProbe(_folder.FullPath, "silo", _clock, log);
        for (var asked = 0; asked < 3; asked++)
        {
            var check = probe.Check(CancellationToken.None);
            Assert.False(check.IsCompleted);
            _clock.Advance(TimeSpan.FromSeconds(2));
            Assert.Equal((false, "does not answer"), ((await check).IsGood, (await check).Detail));
            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        // One writer has waited all the time, so one reader lets it go.
        await File.ReadAllTextAsync(pipe);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("can be written", (await probe.Check(CancellationToken.None)).Detail);
        Assert.Equal([2103, 2104], log.Entries.Select(entry => entry.Event));
    }

    [Fact]
    public async Task A_database_counts_as_reached_for_one_lease()
    {
        var file = _folder.At("c.db");
        var log = new LogRecorder<DatabaseProbe>();
        await using var source = SqliteFactory.Instance.CreateDataSource($"Data Source={file};Pooling=False;Mode=ReadWrite")!;
        using var probe = new DatabaseProbe(source, TimeSpan.FromSeconds(6), _clock, log);
        Assert.Equal("never reached", (await probe.Check(CancellationToken.None)).Detail);

        await using (var creation = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await creation.OpenAsync();
        }

        Assert.True((await probe.Check(CancellationToken.None)).IsGood);
        File.Delete(file);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((true, "reached 5.0 s ago"), await Seen());
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((false, "reached 7.0 s ago"), await Seen());
        Assert.Equal([2101, 2102, 2101], log.Entries.Select(entry => entry.Event));

        async Task<(bool, string)> Seen()
        {
            var check = await probe.Check(CancellationToken.None);
            return (check.IsGood, check.Detail);
        }
    }
}
