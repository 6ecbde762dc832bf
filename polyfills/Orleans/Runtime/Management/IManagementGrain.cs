using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>Shows the cluster: <c>GetGrain&lt;IManagementGrain&gt;(0)</c>.</summary>
public interface IManagementGrain : IGrainWithIntegerKey
{
    /// <summary>The silos and their states.</summary>
    Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false);

    /// <summary>The silos with all that is known of them.</summary>
    Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false);

    /// <summary>How silos do, in the order given.</summary>
    Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds);

    /// <summary>Activations by grain type and silo, of the given silos.</summary>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds);

    /// <summary>Activations by grain type and silo, of all silos.</summary>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics();

    /// <summary>Activations, of some grain types or all, of some silos or all.</summary>
    Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null);

    /// <summary>How many activations the cluster holds.</summary>
    Task<int> GetTotalActivationCount();

    /// <summary>The silo in which a grain is active; null when it is not.</summary>
    ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference);

    /// <summary>The grains of a type that are active.</summary>
    ValueTask<List<GrainId>> GetActiveGrains(GrainType type);

    /// <summary>Deactivates what has been idle for a time, in the given silos.</summary>
    Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit);

    /// <summary>Deactivates what has been idle for a time, in all silos.</summary>
    Task ForceActivationCollection(TimeSpan ageLimit);

    /// <summary>Collects garbage in the given silos.</summary>
    Task ForceGarbageCollection(SiloAddress[] hostsIds);
}

/// <inheritdoc cref="IManagementGrain"/>
[StatelessWorker, GrainType("sys.management")]
internal sealed class ManagementGrain(ClusterMembership membership, GrainReferenceRuntime references, GrainLocator locator, TimeProvider clock) : Grain, IManagementGrain
{
    public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false) =>
        Task.FromResult(membership.GetApproximateSiloStatuses(onlyActive));

    public Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false) => Task.FromResult(membership.View.Silos.Values
        .Where(entry => !onlyActive || entry.Status == SiloStatus.Active)
        .Select(entry => new MembershipEntry
        {
            SiloAddress = entry.Address,
            SiloName = entry.Name,
            Status = entry.Status,
            ProxyPort = entry.GatewayAddress?.Endpoint.Port ?? 0,
            HostName = entry.Address.Endpoint.Address.ToString(),
            StartTime = entry.StartTime,
            IAmAliveTime = membership.RenewedAt(entry.Address) ?? Seen(entry),
        })
        .ToArray());

    public Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds) =>
        Task.WhenAll(Silos(hostsIds).Select(control => control.GetRuntimeStatistics()));

    public async Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds)
    {
        var all = await Task.WhenAll(Silos(hostsIds).Select(control => control.GetSimpleGrainStatistics()));
        return [.. all.SelectMany(silo => silo)];
    }

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => GetSimpleGrainStatistics(Active());

    public async Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null)
    {
        var all = await Task.WhenAll(Silos(hostsIds ?? Active()).Select(control => control.GetDetailedGrainStatistics(types)));
        return [.. all.SelectMany(silo => silo)];
    }

    public async Task<int> GetTotalActivationCount() => (await GetSimpleGrainStatistics()).Sum(statistic => statistic.ActivationCount);

    public async ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference) => (await locator.Lookup(reference.GetGrainId()))?.SiloAddress;

    public async ValueTask<List<GrainId>> GetActiveGrains(GrainType type)
    {
        var all = await Task.WhenAll(Silos(Active()).Select(control => control.GetActiveGrains(type)));
        return [.. all.SelectMany(silo => silo).Distinct()];
    }

    public Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit) =>
        Task.WhenAll(Silos(hostsIds).Select(control => control.ForceActivationCollection(ageLimit)));

    public Task ForceActivationCollection(TimeSpan ageLimit) => ForceActivationCollection(Active(), ageLimit);

    public Task ForceGarbageCollection(SiloAddress[] hostsIds) =>
        Task.WhenAll(Silos(hostsIds).Select(control => control.ForceGarbageCollection()));

    // Where there are no leases the silos share this process: one that has not ended lives.
    private DateTime Seen(SiloEntry entry) => entry.Status == SiloStatus.Dead ? entry.StartTime : clock.GetUtcNow().UtcDateTime;

    private SiloAddress[] Active() => [.. membership.GetActiveSilos()];

    private IEnumerable<ISiloControl> Silos(SiloAddress[] silos) => (silos is { Length: > 0 } ? silos : Active())
        .Select(silo => (ISiloControl)(object)references.New(SystemTargets.IdOf(SiloControl.Name, silo), typeof(ISiloControl)));
}
