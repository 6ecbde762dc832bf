using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>
/// Which silo keeps the directory's entry of a grain: of the active silos the one whose hash together with the grain's is highest, so that
/// only the entries of a silo that comes or goes move.
/// </summary>
internal sealed class DirectoryRing
{
    private readonly (SiloAddress Silo, uint Hash)[] silos;

    public DirectoryRing(IEnumerable<SiloAddress> active)
    {
        silos = [.. active.Order().Select(silo => (silo, (uint)silo.GetConsistentHashCode()))];
        Silos = [.. silos.Select(pair => pair.Silo)];
    }

    public static DirectoryRing Empty { get; } = new([]);

    public ImmutableHashSet<SiloAddress> Silos { get; }

    /// <summary>The silo that keeps a grain's entry; null when no silo is active.</summary>
    public SiloAddress? OwnerOf(GrainId grainId)
    {
        if (silos.Length <= 1)
        {
            return silos.Length == 0 ? null : silos[0].Silo;
        }

        var grain = grainId.GetUniformHashCode();
        var (owner, highest) = (silos[0].Silo, 0u);
        foreach (var (silo, hash) in silos)
        {
            var score = StableHash.Combine(grain, hash);
            if (score > highest)
            {
                (owner, highest) = (silo, score);
            }
        }

        return owner;
    }
}
