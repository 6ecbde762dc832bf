using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;
using ReAgent.Polyfills.Orleans.Tests.Databases;
using ReAgent.Silo.Database;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Storage;

public sealed class Account
{
    public int Balance { get; set; }

    public List<string> History { get; set; } = [];
}

/// <summary>What every storage provider does.</summary>
public abstract class StorageConformanceTests
{
    private static readonly GrainId Grain = GrainId.Create("account", "a");

    [Fact]
    public async Task A_record_that_is_not_there_reads_as_a_new_state()
    {
        await using var cluster = await Start();
        var record = new GrainState<Account>(new() { Balance = 9 }, "old");
        await Storage(cluster).ReadStateAsync("state", Grain, record).Soon();
        Assert.False(record.RecordExists);
        Assert.Null(record.ETag);
        Assert.Equal(0, record.State.Balance);
    }

    [Fact]
    public async Task What_is_written_is_read_with_its_version()
    {
        await using var cluster = await Start();
        var written = await Write(cluster, 5);
        var read = new GrainState<Account>(new());
        await Storage(cluster).ReadStateAsync("state", Grain, read).Soon();
        Assert.True(read.RecordExists);
        Assert.Equal(written.ETag, read.ETag);
        Assert.Equal(5, read.State.Balance);
        Assert.Equal(["opened"], read.State.History);
        await Storage(cluster).WriteStateAsync("state", Grain, read).Soon();
        Assert.NotEqual(written.ETag, read.ETag);
    }

    [Fact]
    public async Task States_are_told_apart_by_name_and_grain()
    {
        await using var cluster = await Start();
        await Write(cluster, 5);
        foreach (var (name, grain) in new[] { ("other", Grain), ("state", GrainId.Create("account", "b")), ("state", GrainId.Create("other", "a")) })
        {
            var record = new GrainState<Account>(new());
            await Storage(cluster).ReadStateAsync(name, grain, record).Soon();
            Assert.False(record.RecordExists);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("stale")]
    public async Task A_write_or_clear_of_another_version_is_refused(string? etag)
    {
        await using var cluster = await Start();
        var written = await Write(cluster, 5);
        var stale = new GrainState<Account>(new() { Balance = 1 }, etag);
        var failure = await Assert.ThrowsAsync<InconsistentStateException>(() => Storage(cluster).WriteStateAsync("state", Grain, stale).Soon());
        Assert.Equal((written.ETag, etag), (failure.StoredEtag, failure.CurrentEtag));
        var read = new GrainState<Account>(new());
        await Storage(cluster).ReadStateAsync("state", Grain, read).Soon();
        Assert.Equal(5, read.State.Balance);
    }

    [Fact]
    public async Task Of_two_writers_one_wins()
    {
        await using var cluster = await Start();
        var written = await Write(cluster, 5);
        var writers = Enumerable.Range(0, 2).Select(i => new GrainState<Account>(new() { Balance = i }, written.ETag)).ToList();
        var outcomes = await Task.WhenAll(writers.Select(async writer =>
        {
            try
            {
                await Storage(cluster).WriteStateAsync("state", Grain, writer);
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        })).Soon();
        Assert.Single(outcomes, won => won);
    }

    [Fact]
    public async Task A_cleared_record_is_not_there_and_can_be_written_again()
    {
        await using var cluster = await Start();
        var record = await Write(cluster, 5);
        await Storage(cluster).ClearStateAsync("state", Grain, record).Soon();
        Assert.False(record.RecordExists);
        Assert.Equal(0, record.State.Balance);
        var read = new GrainState<Account>(new());
        await Storage(cluster).ReadStateAsync("state", Grain, read).Soon();
        Assert.False(read.RecordExists);
        read.State.Balance = 7;
        await Storage(cluster).WriteStateAsync("state", Grain, read).Soon();
        Assert.True(read.RecordExists);
    }

    protected abstract void Configure(ISiloBuilder silo);

    private static IGrainStorage Storage(Cluster cluster) =>
        cluster.Inner.Silos[0].ServiceProvider.GetRequiredKeyedService<IGrainStorage>("accounts");

    private static async Task<GrainState<Account>> Write(Cluster cluster, int balance)
    {
        var record = new GrainState<Account>(new() { Balance = balance, History = ["opened"] });
        await Storage(cluster).WriteStateAsync("state", Grain, record).Soon();
        Assert.True(record.RecordExists);
        Assert.NotNull(record.ETag);
        return record;
    }

    private Task<Cluster> Start() => Cluster.Start(configure: Configure);
}

public class MemoryStorageTests : StorageConformanceTests
{
    protected override void Configure(ISiloBuilder silo) => silo.AddMemoryGrainStorage("accounts");
}

public sealed class SqliteStorageTests : StorageConformanceTests, IAsyncLifetime, IDisposable
{
    private readonly SqliteDatabase database = new();

    public Task InitializeAsync() => database.Prepare();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => database.Dispose();

    protected override void Configure(ISiloBuilder silo) => silo.AddAdoNetGrainStorage("accounts", options =>
    {
        options.Invariant = ClusterDatabase.Sqlite;
        options.ConnectionString = database.ConnectionString;
    });
}

[Collection(PostgreSqlServer.Collection)]
public sealed class PostgreSqlStorageTests(PostgreSqlServer server) : StorageConformanceTests, IAsyncLifetime
{
    private string connectionString = "";

    public async Task InitializeAsync() => connectionString = await server.NewDatabase();

    public Task DisposeAsync() => Task.CompletedTask;

    protected override void Configure(ISiloBuilder silo) => silo.AddAdoNetGrainStorage("accounts", options =>
    {
        options.Invariant = ClusterDatabase.PostgreSql;
        options.ConnectionString = connectionString;
    });
}
