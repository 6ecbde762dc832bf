using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>The runtime's own services in each silo, called like grains: <c>sys.target.name/silo</c>.</summary>
internal sealed class SystemTargets
{
    private const string Prefix = "sys.target.";
    private readonly ConcurrentDictionary<GrainId, IGrainContext> targets = new();

    public static bool Is(GrainId grainId) => grainId.Type.Value.Text.StartsWith(Prefix, StringComparison.Ordinal);

    public static GrainId IdOf(string name, SiloAddress silo) => GrainId.Create(Prefix + name, silo.ToParsableString());

    /// <summary>The target of a silo that was addressed as whoever is at its endpoint.</summary>
    public static GrainId AtHome(GrainId grainId, SiloAddress silo) => GrainId.Create(grainId.Type, silo.ToParsableString());

    public static SiloAddress SiloOf(GrainId grainId) => SiloAddress.FromParsableString(grainId.Key.Text);

    public void Add(IGrainContext target) => targets[target.GrainId] = target;

    public IGrainContext? Find(GrainId grainId) => targets.GetValueOrDefault(grainId);
}
