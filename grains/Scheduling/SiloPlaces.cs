using System.Collections.Immutable;
using System.Globalization;
using Orleans.Runtime;
using ReAgent.Contracts.Scheduling;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Scheduling;

/// <summary>What a silo can take.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Name">Its name.</param>
/// <param name="Roles">What it is for.</param>
/// <param name="Devices">Its accelerators.</param>
/// <param name="Workers">How many pieces of work may run on it at once.</param>
internal sealed record SiloPlaces(SiloAddress Address, string Name, ImmutableArray<string> Roles, ImmutableArray<string> Devices, int Workers)
{
    /// <summary>Reads a silo's metadata; null when it takes no work, or is not known well enough yet.</summary>
    public static SiloPlaces? Read(SiloAddress address, IReadOnlyDictionary<string, string> metadata) =>
        metadata.TryGetValue(SiloTraits.WorkersKey, out var workers) && int.TryParse(workers, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? new SiloPlaces(
                address,
                metadata.GetValueOrDefault(SiloTraits.NameKey, address.ToString()),
                Words(metadata.GetValueOrDefault(SiloTraits.RolesKey, "")),
                Words(metadata.GetValueOrDefault(SiloTraits.DevicesKey, "")),
                count)
            : null;

    /// <summary>How many places of a kind of device it has; as many as workers for the processor.</summary>
    public int Count(string device) => device == SiloTraits.Cpu ? Workers : Devices.Count(own => DevicePool.KindOf(own) == device);

    /// <summary>True when it could take such work if nothing else were there.</summary>
    public bool Fits(WorkNeed need) => Roles.Contains(need.Role) && Count(need.Device) > 0;

    private static ImmutableArray<string> Words(string list) => [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
