using Orleans;
using Orleans.Core;
using Orleans.Hosting;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Storage;

public interface ILedgerGrain : IGrainWithStringKey
{
    Task<int> Balance();

    Task<int> Deposit(int amount);

    Task Clear();

    Task<bool> Exists();

    Task Leave();

    Task Conflict();
}

public class LedgerGrain(
    [PersistentState("ledger", "accounts")] IPersistentState<Account> ledger,
    [PersistentState("notes")] IPersistentState<Account> notes,
    Journal journal) : Grain, ILedgerGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Write($"activated with {ledger.State.Balance}, {notes.RecordExists}");
        return Task.CompletedTask;
    }

    public Task<int> Balance() => Task.FromResult(ledger.State.Balance);

    public async Task<int> Deposit(int amount)
    {
        ledger.State.Balance += amount;
        await ledger.WriteStateAsync();
        return ledger.State.Balance;
    }

    public Task Clear() => ledger.ClearStateAsync();

    public Task<bool> Exists() => Task.FromResult(ledger.RecordExists);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task Conflict()
    {
        ledger.State.Balance = -1;
        await Task.Yield();
        throw new InconsistentStateException("somebody else wrote", "2", "1");
    }
}

public interface IOldLedgerGrain : IGrainWithStringKey
{
    Task<int> Deposit(int amount);

    Task Leave();
}

[StorageProvider(ProviderName = "accounts")]
public class OldLedgerGrain : Grain<Account>, IOldLedgerGrain
{
    public async Task<int> Deposit(int amount)
    {
        State.Balance += amount;
        await WriteStateAsync();
        return State.Balance;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

/// <summary>A storage whose reads fail.</summary>
public sealed class FailingStorage : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new IOException("no disk");

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new IOException("no disk");

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new IOException("no disk");
}

public class PersistentStateTests
{
    [Fact]
    public async Task State_is_there_before_activation_and_outlives_the_activation()
    {
        await using var cluster = await Start();
        var ledger = cluster.Client.GetGrain<ILedgerGrain>("a");
        Assert.False(await ledger.Exists().Soon());
        Assert.Equal(5, await ledger.Deposit(5).Soon());
        await ledger.Leave().Soon();
        Assert.Equal(5, await ledger.Balance().Soon());
        Assert.Equal(["activated with 0, False", "activated with 5, False"], cluster.Journal.Entries);
        await ledger.Clear().Soon();
        Assert.Equal(0, await ledger.Balance().Soon());
        Assert.False(await ledger.Exists().Soon());
    }

    [Fact]
    public async Task An_inconsistency_that_escapes_deactivates_the_grain()
    {
        await using var cluster = await Start();
        var ledger = cluster.Client.GetGrain<ILedgerGrain>("a");
        await ledger.Deposit(5).Soon();
        var failure = await Assert.ThrowsAsync<InconsistentStateException>(() => ledger.Conflict().Soon());
        Assert.Equal(("2", "1"), (failure.StoredEtag, failure.CurrentEtag));
        Assert.Equal(5, await ledger.Balance().Soon());
        Assert.Equal(2, cluster.Journal.Entries.Count);
    }

    [Fact]
    public async Task The_older_base_class_keeps_its_state_too()
    {
        await using var cluster = await Start();
        var ledger = cluster.Client.GetGrain<IOldLedgerGrain>("a");
        await ledger.Deposit(5).Soon();
        await ledger.Leave().Soon();
        Assert.Equal(8, await ledger.Deposit(3).Soon());
    }

    [Fact]
    public async Task A_storage_that_is_not_registered_or_fails_fails_the_call()
    {
        await using var none = await Cluster.Start();
        var failure = await Assert.ThrowsAsync<BadProviderConfigException>(() => none.Client.GetGrain<ILedgerGrain>("a").Balance().Soon());
        Assert.Contains("'accounts'", failure.Message, StringComparison.Ordinal);
        await using var failing = await Cluster.Start(configure: silo => silo
            .AddMemoryGrainStorageAsDefault()
            .ConfigureServices(services => services.AddGrainStorage("accounts", (_, _) => new FailingStorage())));
        var wrapped = await Assert.ThrowsAsync<OrleansException>(() => failing.Client.GetGrain<ILedgerGrain>("a").Balance().Soon());
        Assert.Contains("no disk", wrapped.Message, StringComparison.Ordinal);
        Assert.IsType<IOException>(wrapped.InnerException);
    }

    [Fact]
    public void A_state_says_what_it_is()
    {
        Assert.True(typeof(IStorage<Account>).IsAssignableFrom(typeof(IPersistentState<Account>)));
        var attribute = new PersistentStateAttribute("name");
        Assert.Equal(("name", null), (attribute.StateName, attribute.StorageName));
    }

    private static Task<Cluster> Start() => Cluster.Start(configure: silo => silo
        .AddMemoryGrainStorage("accounts")
        .AddMemoryGrainStorageAsDefault());
}
