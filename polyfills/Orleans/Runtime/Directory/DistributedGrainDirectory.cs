using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.GrainDirectory;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>The directory of a cluster: each active silo keeps the entries that the ring gives to it, and remembers for a while what others answered.</summary>
internal sealed class DistributedGrainDirectory(
    DirectoryPartition partition,
    ClusterMembership membership,
    SiloMessagingOptions options,
    IServiceProvider services,
    TimeProvider clock,
    ILogger<DistributedGrainDirectory> logger) : IGrainDirectory
{
    private const int MostRemembered = 100_000;
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly ConcurrentDictionary<GrainId, (GrainAddress Address, long Since)> remembered = new();

    public void Start() => partition.Start();

    public Task<GrainAddress?> Register(GrainAddress address) => Register(address, null);

    public Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress)
    {
        Forget(address.GrainId);
        return Ask(address.GrainId, (keeper, version) => keeper.Register(address, previousAddress, version));
    }

    public async Task Unregister(GrainAddress address)
    {
        Forget(address.GrainId);
        try
        {
            await Ask(address.GrainId, (keeper, version) => keeper.Unregister(address, version));
        }
        catch (Exception failure)
        {
            // The entry is put right when the grain is next looked for there.
            DirectoryLog.NotUnregistered(logger, failure, address);
        }
    }

    public Task<GrainAddress?> Lookup(GrainId grainId)
    {
        if (remembered.TryGetValue(grainId, out var known))
        {
            if (clock.GetElapsedTime(known.Since) < Memory && membership.GetApproximateSiloStatus(known.Address.SiloAddress!) == SiloStatus.Active)
            {
                return Task.FromResult<GrainAddress?>(known.Address);
            }

            Forget(grainId);
        }

        return LookupNow(grainId);
    }

    /// <summary>Asks the keeper of the entry, whatever is remembered.</summary>
    public Task<GrainAddress?> LookupNow(GrainId grainId)
    {
        Forget(grainId);
        var lookup = Ask(grainId, (keeper, version) => keeper.Lookup(grainId, version));
        return lookup.IsCompletedSuccessfully ? lookup : Remember(lookup);
    }

    /// <summary>Forgets where a grain was.</summary>
    public void Forget(GrainId grainId) => remembered.TryRemove(grainId, out _);

    public Task UnregisterSilos(List<SiloAddress> siloAddresses)
    {
        foreach (var grain in remembered.Where(pair => siloAddresses.Contains(pair.Value.Address.SiloAddress!)).Select(pair => pair.Key))
        {
            Forget(grain);
        }

        siloAddresses.ForEach(partition.Forget);
        return Task.CompletedTask;
    }

    private async Task<GrainAddress?> Remember(Task<GrainAddress?> lookup)
    {
        var found = await lookup;
        if (found is not null && found.SiloAddress != membership.SiloAddress)
        {
            if (remembered.Count >= MostRemembered)
            {
                remembered.Clear();
            }

            remembered[found.GrainId] = (found, clock.GetTimestamp());
        }

        return found;
    }

    private Task<GrainAddress?> Ask(GrainId grainId, Func<IDirectoryPartition, long, Task<DirectoryAnswer>> ask)
    {
        var (ring, version) = partition.Ring;
        if (ring.OwnerOf(grainId) == membership.SiloAddress)
        {
            var answer = ask(partition, version);
            if (answer.IsCompletedSuccessfully && answer.Result.IsOwner)
            {
                return Task.FromResult(answer.Result.Address);
            }

            return AskAgain(grainId, ask, answer);
        }

        return AskAgain(grainId, ask, null);
    }

    /// <summary>Asks whichever silo keeps the entry, and again when it was another one or could not be reached, while the caller waits.</summary>
    private async Task<GrainAddress?> AskAgain(
        GrainId grainId, Func<IDirectoryPartition, long, Task<DirectoryAnswer>> ask, Task<DirectoryAnswer>? first)
    {
        var begin = clock.GetTimestamp();
        for (var asked = first; ; asked = null)
        {
            var (ring, version) = partition.Ring;
            if (ring.OwnerOf(grainId) is not { } owner)
            {
                // Nothing is active before the first silo is.
                return null;
            }

            try
            {
                var keeper = owner == membership.SiloAddress ? partition : Of(owner);
                var answer = await (asked ?? ask(keeper, version)).WaitAsync(options.SystemResponseTimeout, clock);
                if (answer.IsOwner)
                {
                    return answer.Address;
                }

                await membership.Refresh(new(answer.Version));
            }
            catch (Exception failure) when (
                failure is SiloUnavailableException or TimeoutException or OrleansMessageRejectionException or ConnectionFailedException
                && clock.GetElapsedTime(begin) < options.SystemResponseTimeout)
            {
                DirectoryLog.NoReport(logger, failure, owner);
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private IDirectoryPartition Of(SiloAddress silo) => (IDirectoryPartition)(object)services.GetRequiredService<GrainReferenceRuntime>()
        .New(SystemTargets.IdOf(DirectoryPartition.Name, silo), typeof(IDirectoryPartition));
}
