using Orleans;
using Orleans.Hosting;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using ReAgent.Polyfills.Orleans.Tests.Storage;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Runtime.Activations;

public interface INomadGrain : IGrainWithStringKey
{
    Task<SiloAddress> Where();

    Task<int> Add(int amount);

    Task<int> Unsaved(int balance);

    Task<int> Balance();

    Task MoveTo(SiloAddress silo);

    Task Hold(string gate);
}

[RandomPlacement]
public class NomadGrain([PersistentState("account")] IPersistentState<Account> account, ILocalSiloDetails silo, Journal journal)
    : Grain, INomadGrain, IGrainMigrationParticipant
{
    private int sum;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Write($"activated with {sum}");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write($"deactivated {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<SiloAddress> Where() => Task.FromResult(silo.SiloAddress);

    public Task<int> Add(int amount) => Task.FromResult(sum += amount);

    public Task<int> Unsaved(int balance) => Task.FromResult(account.State.Balance = balance);

    public Task<int> Balance() => Task.FromResult(account.State.Balance);

    public Task MoveTo(SiloAddress silo)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
        MigrateOnIdle();
        return Task.CompletedTask;
    }

    public Task Hold(string gate) => journal.Pass(gate);

    public void OnDehydrate(IDehydrationContext dehydrationContext) => dehydrationContext.TryAddValue("sum", sum);

    public void OnRehydrate(IRehydrationContext rehydrationContext) => rehydrationContext.TryGetValue("sum", out sum);
}

public class MigrationTests
{
    [Fact]
    public async Task A_grain_moves_with_its_state_and_calls_follow_it()
    {
        await using var cluster = await Cluster.Start(2, silo => silo.AddMemoryGrainStorageAsDefault());
        var grain = cluster.Client.GetGrain<INomadGrain>("a");
        var home = await grain.Where().Soon();
        var other = cluster.Inner.Silos.Single(silo => silo.SiloAddress != home).SiloAddress;
        await grain.Add(5).Soon();
        await grain.Unsaved(7).Soon();
        await grain.MoveTo(other).Soon();
        await cluster.Journal.Has("activated with 5");
        Assert.Equal(other, await grain.Where().Soon());
        Assert.Equal(7, await grain.Balance().Soon());
        Assert.Equal(8, await grain.Add(3).Soon());
        Assert.Equal(["activated with 0", "deactivated Migrating", "activated with 5"], cluster.Journal.Entries);
    }

    [Fact]
    public async Task A_grain_that_is_where_it_belongs_stays()
    {
        await using var cluster = await Cluster.Start(2, silo => silo.AddMemoryGrainStorageAsDefault());
        var grain = cluster.Client.GetGrain<INomadGrain>("a");
        await grain.MoveTo(await grain.Where().Soon()).Soon();
        Assert.Equal(1, await grain.Add(1).Soon());
        Assert.Equal(2, await grain.Add(1).Soon());
        Assert.Equal(["activated with 0"], cluster.Journal.Entries);
    }
}
