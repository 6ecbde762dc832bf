using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.TestingHost;

public interface IMortalGrain : IGrainWithStringKey
{
    Task<SiloAddress> Where();

    Task Wait(string gate);

    Task<string> Relay(string other, string gate);
}

[RandomPlacement]
public class MortalGrain(Journal journal, ILocalSiloDetails silo) : Grain, IMortalGrain
{
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write($"{this.GetPrimaryKeyString()} deactivated {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<SiloAddress> Where() => Task.FromResult(silo.SiloAddress);

    public Task Wait(string gate)
    {
        journal.Write($"{gate} waits");
        return journal.Pass(gate);
    }

    public async Task<string> Relay(string other, string gate)
    {
        try
        {
            await GrainFactory.GetGrain<IMortalGrain>(other).Wait(gate);
            return "answered";
        }
        catch (SiloUnavailableException)
        {
            return "unavailable";
        }
    }
}

public class FailureTests
{
    [Fact]
    public async Task Calls_under_way_on_a_killed_silo_fail_and_the_grain_lives_again_elsewhere()
    {
        await using var cluster = await Cluster.Start(2);
        var grain = await On(cluster, "a", 1);
        var call = grain.Wait("gate");
        await cluster.Journal.Has("gate waits");
        await cluster.Inner.KillSiloAsync(cluster.Inner.Silos[1]).Soon();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => call.Soon());
        Assert.Equal(cluster.Inner.Silos[0].SiloAddress, await grain.Where().Soon());
        Assert.DoesNotContain(cluster.Journal.Entries, entry => entry.Contains("deactivated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_grain_that_waits_for_a_killed_silo_is_told()
    {
        await using var cluster = await Cluster.Start(2);
        var near = await On(cluster, "near", 0);
        await On(cluster, "far", 1);
        var call = near.Relay("far", "gate");
        await cluster.Journal.Has("gate waits");
        await cluster.Inner.KillSiloAsync(cluster.Inner.Silos[1]).Soon();
        Assert.Equal("unavailable", await call.Soon());
    }

    [Fact]
    public async Task A_client_is_told_whether_its_gateway_died_or_another_silo()
    {
        await using var cluster = await Cluster.Start(3);
        var calls = new List<Task>();
        for (var i = 0; i < 8; i++)
        {
            await On(cluster, $"{i}", 2);
            calls.Add(cluster.Client.GetGrain<IMortalGrain>($"{i}").Wait($"gate {i}"));
            await cluster.Journal.Has($"gate {i} waits");
        }

        await cluster.Inner.KillSiloAsync(cluster.Inner.Silos[2]).Soon();
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<SiloUnavailableException>(() => call.Soon());
        }

        Assert.NotNull(await cluster.Client.GetGrain<IMortalGrain>("0").Where().Soon());
    }

    [Fact]
    public async Task A_silo_that_stops_in_good_order_loses_no_call()
    {
        await using var cluster = await Cluster.Start(2);
        var grain = await On(cluster, "a", 1);
        var first = grain.Wait("gate");
        await cluster.Journal.Has("gate waits");
        var second = grain.Where();
        var stopping = cluster.Inner.StopSiloAsync(cluster.Inner.Silos[1]);
        cluster.Journal.Open("gate");
        await first.Soon();
        await second.Soon();
        await stopping.Soon();
        Assert.Equal(cluster.Inner.Silos[0].SiloAddress, await grain.Where().Soon());
        Assert.Contains("a deactivated ShuttingDown", cluster.Journal.Entries);
    }

    [Fact]
    public async Task The_membership_is_seen_by_all_silos()
    {
        await using var cluster = await Cluster.Start(2);
        var first = cluster.Inner.Silos[0];
        var second = cluster.Inner.Silos[1];
        var oracle = first.ServiceProvider.GetRequiredService<ISiloStatusOracle>();
        Assert.Equal(2, oracle.GetApproximateSiloStatuses(onlyActive: true).Count);
        var changes = new List<(SiloAddress, SiloStatus)>();
        oracle.SubscribeToSiloStatusEvents(new Recorder(changes));
        var updates = first.ServiceProvider.GetRequiredService<IClusterMembershipService>().MembershipUpdates.GetAsyncEnumerator();
        Assert.True(await updates.MoveNextAsync().Soon());
        await cluster.Inner.StopSiloAsync(second).Soon();
        Assert.Equal([(second.SiloAddress, SiloStatus.ShuttingDown), (second.SiloAddress, SiloStatus.Dead)], changes);
        Assert.True(await updates.MoveNextAsync().Soon());
        Assert.Equal(SiloStatus.ShuttingDown, updates.Current.GetSiloStatus(second.SiloAddress));
        Assert.True(oracle.IsDeadSilo(second.SiloAddress));
        await updates.DisposeAsync();
    }

    [Fact]
    public async Task The_management_grain_shows_the_cluster()
    {
        await using var cluster = await Cluster.Start(2);
        await On(cluster, "a", 0);
        await On(cluster, "b", 1);
        var management = cluster.Client.GetGrain<IManagementGrain>(0);
        Assert.All((await management.GetHosts().Soon()).Values, status => Assert.Equal(SiloStatus.Active, status));
        var started = cluster.Clock.GetUtcNow().UtcDateTime;
        cluster.Clock.Advance(TimeSpan.FromSeconds(90));
        var hosts = (await management.GetDetailedHosts().Soon()).OrderBy(host => host.SiloName).ToList();
        Assert.Equal(["Silo_0", "Silo_1"], hosts.Select(host => host.SiloName));
        Assert.All(hosts, host => Assert.Equal((started, started.AddSeconds(90)), (host.StartTime, host.IAmAliveTime)));
        var statistics = await management.GetSimpleGrainStatistics().Soon();
        Assert.Equal(2, statistics.Count(statistic => statistic.GrainType == typeof(MortalGrain).FullName));
        Assert.Equal(2, (await management.GetActiveGrains(GrainType.Create("mortal")).Soon()).Count);
        var silos = cluster.Inner.Silos.Select(silo => silo.SiloAddress).ToArray();
        var first = (await management.GetRuntimeStatistics(silos).Soon())[0];
        Assert.True(first.ActivationCount >= 1);
        Assert.InRange(first.EnvironmentStatistics.FilteredMemoryUsageBytes, 1, first.EnvironmentStatistics.MaximumAvailableMemoryBytes);
        Assert.InRange(first.EnvironmentStatistics.FilteredCpuUsagePercentage, 0, 100);
        var address = await management.GetActivationAddress(cluster.Client.GetGrain<IMortalGrain>("b")).Soon();
        Assert.Equal(silos[1], address);
        cluster.Clock.Advance(TimeSpan.FromSeconds(10));
        await management.ForceActivationCollection(TimeSpan.FromSeconds(5)).Soon();
        await cluster.Journal.Has("a deactivated ActivationIdle");
        await cluster.Journal.Has("b deactivated ActivationIdle");
    }

    /// <summary>A grain that is active in a silo of the test's choice.</summary>
    private static async Task<IMortalGrain> On(Cluster cluster, string key, int silo)
    {
        var wanted = cluster.Inner.Silos[silo].SiloAddress;
        var grain = cluster.Local.GetGrain<IMortalGrain>(key);
        RequestContext.Set(IPlacementDirector.PlacementHintKey, wanted);
        Assert.Equal(wanted, await grain.Where().Soon());
        RequestContext.Clear();
        return grain;
    }

    private sealed class Recorder(List<(SiloAddress, SiloStatus)> changes) : ISiloStatusListener
    {
        public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status) => changes.Add((updatedSilo, status));
    }
}
