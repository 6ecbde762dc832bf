using System.Collections.Concurrent;
using Orleans.Configuration;

namespace Orleans.Runtime.Placement;

/// <summary>Load of one silo, as it last told.</summary>
/// <param name="Activations">Activations it holds.</param>
/// <param name="CpuUsage">Share of the processors in use, 0 to 1.</param>
/// <param name="MemoryUsage">Share of the memory in use, 0 to 1.</param>
[GenerateSerializer, Immutable]
internal sealed record SiloLoad([property: Id(0)] int Activations, [property: Id(1)] double CpuUsage, [property: Id(2)] double MemoryUsage);

/// <summary>Loads of all silos: what each last told, and what has been placed on it since.</summary>
internal sealed class SiloLoads
{
    private readonly ConcurrentDictionary<SiloAddress, (SiloLoad Told, int PlacedSince)> loads = new();

    public void Update(SiloAddress silo, SiloLoad load) => loads[silo] = (load, 0);

    public void Forget(SiloAddress silo) => loads.TryRemove(silo, out _);

    /// <summary>Counts an activation that will be there before the silo tells.</summary>
    public void Placed(SiloAddress silo) => loads.AddOrUpdate(
        silo, static _ => (new(0, 0, 0), 1), static (_, load) => (load.Told, load.PlacedSince + 1));

    public int ActivationsOf(SiloAddress silo) => loads.TryGetValue(silo, out var load) ? load.Told.Activations + load.PlacedSince : 0;

    /// <summary>A score from 0, idle, to 1, full.</summary>
    public double ScoreOf(SiloAddress silo, int mostActivations, ResourceOptimizedPlacementOptions weights)
    {
        var told = loads.TryGetValue(silo, out var load) ? load.Told : new(0, 0, 0);
        var memory = weights.MemoryUsageWeight + weights.AvailableMemoryWeight + weights.MaxAvailableMemoryWeight;
        double total = weights.CpuUsageWeight + memory + weights.ActivationCountWeight;
        return total == 0
            ? 0
            : ((weights.CpuUsageWeight * told.CpuUsage)
                + (memory * told.MemoryUsage)
                + (weights.ActivationCountWeight * ActivationsOf(silo) / mostActivations)) / total;
    }
}
