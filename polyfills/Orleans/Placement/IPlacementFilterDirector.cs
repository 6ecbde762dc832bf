using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Orleans.Placement;

/// <summary>Carries out a <see cref="PlacementFilterStrategy"/>.</summary>
public interface IPlacementFilterDirector
{
    /// <summary>Keeps the silos that may hold the grain.</summary>
    IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos);
}
