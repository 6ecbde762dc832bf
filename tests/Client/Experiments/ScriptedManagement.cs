using Orleans;
using Orleans.Runtime;

namespace ReAgent.Client.Tests.Experiments;

/// <summary>Tells of silos that are written down.</summary>
internal sealed class ScriptedManagement(params MembershipEntry[] silos) : IManagementGrain
{
    public Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false) => Task.FromResult(silos);

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => Task.FromResult<SimpleGrainStatistic[]>(
    [
        new() { GrainType = "ReAgent.Grains.Training.TrainerGrain", ActivationCount = 1 },
        new() { GrainType = "ReAgent.Grains.Collection.EpisodeCollectorGrain", ActivationCount = 2 },
        new() { GrainType = "ReAgent.Grains.Collection.EpisodeCollectorGrain", ActivationCount = 3 },
    ]);

    // One that is just going away: the rest is shown all the same.
    public Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds) => throw new SiloUnavailableException("The silo is gone.");

    public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false) => throw Unasked();

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds) => throw Unasked();

    public Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null) => throw Unasked();

    public Task<int> GetTotalActivationCount() => throw Unasked();

    public Task<SiloAddress?> GetActivationAddress(IAddressable reference) => throw Unasked();

    public Task<List<GrainId>> GetActiveGrains(GrainType type) => throw Unasked();

    public Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit) => throw Unasked();

    public Task ForceActivationCollection(TimeSpan ageLimit) => throw Unasked();

    public Task ForceGarbageCollection(SiloAddress[] hostsIds) => throw Unasked();

    private static InvalidOperationException Unasked() => new("The console does not ask this.");
}
