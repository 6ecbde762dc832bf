using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;
using Orleans.Runtime.Placement.Filtering;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Placement;

public interface IPlacedGrain : IGrainWithIntegerKey
{
    Task<SiloAddress> Where();

    Task<SiloAddress> WhereIs(long other, string prefix);
}

public abstract class PlacedGrain : Grain, IPlacedGrain
{
    public Task<SiloAddress> Where() => Task.FromResult(ServiceProvider.GetRequiredService<ILocalSiloDetails>().SiloAddress);

    public Task<SiloAddress> WhereIs(long other, string prefix) => GrainFactory.GetGrain<IPlacedGrain>(other, prefix).Where();
}

[RandomPlacement]
public class RandomPlacedGrain : PlacedGrain;

[PreferLocalPlacement]
public class LocalPlacedGrain : PlacedGrain;

[HashBasedPlacement]
public class HashPlacedGrain : PlacedGrain;

[ActivationCountBasedPlacement]
public class CountPlacedGrain : PlacedGrain;

[ResourceOptimizedPlacement]
public class LoadPlacedGrain : PlacedGrain;

[RequiredMatchSiloMetadataPlacementFilter(["role"])]
public class SameRolePlacedGrain : PlacedGrain;

[PreferredMatchSiloMetadataPlacementFilter(["zone", "role"], minCandidates: 1)]
public class PreferredRolePlacedGrain : PlacedGrain;

[LastSilo]
public class LastSiloPlacedGrain : PlacedGrain;

[OnlyRole("worker")]
public class WorkerRolePlacedGrain : PlacedGrain;

public sealed class LastSiloPlacement : PlacementStrategy;

[AttributeUsage(AttributeTargets.Class)]
public sealed class LastSiloAttribute() : PlacementAttribute(new LastSiloPlacement());

public sealed class LastSiloDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) =>
        Task.FromResult(context.GetCompatibleSilos(target).OrderBy(silo => silo.Endpoint.Port).Last());
}

public sealed class OnlyRoleFilter(string role, int order) : PlacementFilterStrategy(order)
{
    public OnlyRoleFilter()
        : this("", 0)
    {
    }

    public string Role { get; } = role;
}

[AttributeUsage(AttributeTargets.Class)]
public sealed class OnlyRoleAttribute(string role) : PlacementFilterAttribute(new OnlyRoleFilter(role, 0));

public sealed class OnlyRoleDirector(ISiloMetadataCache metadata) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos) =>
        silos.Where(silo => metadata.GetSiloMetadata(silo).Metadata.GetValueOrDefault("role") == ((OnlyRoleFilter)filterStrategy).Role);
}

public class PlacementTests
{
    [Fact]
    public async Task Local_placement_prefers_the_silo_of_the_caller()
    {
        await using var cluster = await Start(3);
        var own = cluster.Inner.Silos[0].SiloAddress;
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(own, await Grain<LocalPlacedGrain>(cluster.Local, i).Where().Soon());
        }
    }

    [Fact]
    public async Task Random_placement_uses_all_silos()
    {
        await using var cluster = await Start(2);
        Assert.Equal(2, (await Places<RandomPlacedGrain>(cluster.Local, 64)).Distinct().Count());
    }

    [Fact]
    public async Task Hash_based_placement_does_not_depend_on_the_caller()
    {
        await using var cluster = await Start(3);
        var places = await Places<HashPlacedGrain>(cluster.Local, 32);
        Assert.True(places.Distinct().Count() > 1);
        var addresses = cluster.Inner.Silos.Select(silo => silo.SiloAddress).Order().ToArray();
        var expected = Enumerable.Range(0, 32)
            .Select(i => addresses[GrainId.Create("hashplaced", $"{i:X}").GetUniformHashCode() % 3])
            .ToArray();
        Assert.Equal(expected, places);
    }

    [Theory]
    [InlineData(typeof(CountPlacedGrain))]
    [InlineData(typeof(LoadPlacedGrain))]
    public async Task Placement_by_load_spreads_activations_evenly(Type grainClass)
    {
        await using var cluster = await Start(2);
        var places = new List<SiloAddress>();
        for (var i = 0; i < 40; i++)
        {
            places.Add(await cluster.Local.GetGrain<IPlacedGrain>(i, grainClass.FullName).Where().Soon());
        }

        foreach (var silo in cluster.Inner.Silos)
        {
            Assert.InRange(places.Count(place => place == silo.SiloAddress), 10, 30);
        }
    }

    [Fact]
    public async Task A_placed_activation_stays_when_silos_come_and_there_is_one_per_grain()
    {
        await using var cluster = await Start(2);
        var before = await Places<RandomPlacedGrain>(cluster.Local, 16);
        await cluster.Inner.StartAdditionalSiloAsync().Soon();
        Assert.Equal(before, await Places<RandomPlacedGrain>(cluster.Client, 16));
    }

    [Fact]
    public async Task A_hint_of_the_caller_is_honoured()
    {
        await using var cluster = await Start(3);
        var wanted = cluster.Inner.Silos[2].SiloAddress;
        RequestContext.Set(IPlacementDirector.PlacementHintKey, wanted);
        var places = await Places<RandomPlacedGrain>(cluster.Local, 8);
        RequestContext.Clear();
        Assert.All(places, place => Assert.Equal(wanted, place));
    }

    [Fact]
    public async Task An_own_director_places_as_it_likes()
    {
        await using var cluster = await Start(3);
        var last = cluster.Inner.Silos[2].SiloAddress;
        Assert.All(await Places<LastSiloPlacedGrain>(cluster.Local, 4), place => Assert.Equal(last, place));
    }

    [Fact]
    public async Task A_required_match_keeps_grains_on_silos_like_the_one_that_places()
    {
        await using var cluster = await Start(4);
        var front = cluster.Inner.Silos.Where((_, index) => index % 2 == 0).Select(silo => silo.SiloAddress).ToArray();
        Assert.All(await Places<SameRolePlacedGrain>(cluster.Local, 16), place => Assert.Contains(place, front));
    }

    [Fact]
    public async Task A_preferred_match_takes_the_best_silos_that_there_are()
    {
        await using var cluster = await Start(4);
        Assert.All(
            await Places<PreferredRolePlacedGrain>(cluster.Local, 8),
            place => Assert.Equal(cluster.Inner.Silos[0].SiloAddress, place));
    }

    [Fact]
    public async Task An_own_filter_finds_the_role_from_anywhere_and_says_so_when_there_is_none()
    {
        await using var cluster = await Start(2);
        var worker = cluster.Inner.Silos[1];
        Assert.All(await Places<WorkerRolePlacedGrain>(cluster.Client, 8), place => Assert.Equal(worker.SiloAddress, place));
        await cluster.Inner.StopSiloAsync(worker).Soon();
        var failure = await Assert.ThrowsAsync<OrleansException>(() => Grain<WorkerRolePlacedGrain>(cluster.Local, 99).Where().Soon());
        Assert.Contains(nameof(OnlyRoleFilter), failure.Message, StringComparison.Ordinal);
    }

    private static Task<Cluster> Start(short silos) => Cluster.Start(silos, build: builder => builder.ConfigureSilo((options, silo) =>
    {
        var number = int.Parse(options.SiloName.Split('_')[1], System.Globalization.CultureInfo.InvariantCulture);
        silo.UseSiloMetadata(new Dictionary<string, string> { ["role"] = number % 2 == 0 ? "front" : "worker", ["zone"] = $"{number}" });
        silo.AddPlacementDirector<LastSiloPlacement, LastSiloDirector>();
        silo.Services.AddPlacementFilter<OnlyRoleFilter, OnlyRoleDirector>(ServiceLifetime.Transient);
    }));

    private static IPlacedGrain Grain<T>(IGrainFactory grains, long key) => grains.GetGrain<IPlacedGrain>(key, typeof(T).FullName);

    private static async Task<SiloAddress[]> Places<T>(IGrainFactory grains, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => Grain<T>(grains, i).Where())).Soon();
}
