using System.Collections.Immutable;
using ReAgent.Contracts.Scheduling;

namespace ReAgent.Grains.Scheduling;

/// <summary>Says for people why work waits.</summary>
internal static class WaitingNote
{
    /// <summary>The reason; null when nothing waits.</summary>
    public static string? Of(ImmutableArray<WorkDemand> waiting, IReadOnlyCollection<SiloPlaces> silos)
    {
        if (waiting.IsEmpty)
        {
            return null;
        }

        var hopeless = waiting.Select(demand => demand.Need).FirstOrDefault(need => !silos.Any(silo => silo.Fits(need)));
        return hopeless switch
        {
            null => $"{waiting.Length} {(waiting.Length == 1 ? "piece" : "pieces")} of work {(waiting.Length == 1 ? "waits" : "wait")} for a free place",
            { Device: SiloTraits.Cpu } => $"waits for a silo with the role '{hopeless.Role}': {Have(silos, silo => silo.Roles)}",
            _ => $"waits for a silo with the role '{hopeless.Role}' and an accelerator '{hopeless.Device}': {Have(silos, silo => [.. silo.Roles, .. silo.Devices])}",
        };
    }

    private static string Have(IReadOnlyCollection<SiloPlaces> silos, Func<SiloPlaces, IEnumerable<string>> traits) => silos.Count == 0
        ? "no silo takes work"
        : $"there are {string.Join("; ", silos.Select(silo => $"{silo.Name} ({string.Join(", ", traits(silo))})").Order(StringComparer.Ordinal))}";
}
