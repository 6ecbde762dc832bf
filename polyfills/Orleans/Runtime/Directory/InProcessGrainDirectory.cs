using System.Collections.Concurrent;
using Orleans.GrainDirectory;

namespace Orleans.Runtime;

/// <summary>The directory of a cluster whose silos share a process.</summary>
internal sealed class InProcessGrainDirectory : IGrainDirectory
{
    private readonly ConcurrentDictionary<GrainId, GrainAddress> entries = new();

    public Task<GrainAddress?> Register(GrainAddress address) => Register(address, null);

    public Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress) => Task.FromResult<GrainAddress?>(
        entries.AddOrUpdate(
            address.GrainId,
            static (_, added) => added.New,
            static (_, present, added) => added.Old is not null && present.Matches(added.Old) ? added.New : present,
            (New: address, Old: previousAddress)));

    public Task Unregister(GrainAddress address)
    {
        entries.TryRemove(new(address.GrainId, address));
        return Task.CompletedTask;
    }

    public Task<GrainAddress?> Lookup(GrainId grainId) => Task.FromResult<GrainAddress?>(entries.GetValueOrDefault(grainId));

    public Task UnregisterSilos(List<SiloAddress> siloAddresses)
    {
        foreach (var entry in entries.Where(entry => siloAddresses.Contains(entry.Value.SiloAddress!)))
        {
            entries.TryRemove(entry);
        }

        return Task.CompletedTask;
    }
}
