namespace Orleans.Runtime.Placement;

/// <summary>What placement knows of the cluster.</summary>
public interface IPlacementContext
{
    /// <summary>The silos that may hold the grain, filters applied.</summary>
    SiloAddress[] GetCompatibleSilos(PlacementTarget target);

    /// <summary>The silo that places.</summary>
    SiloAddress LocalSilo { get; }

    /// <summary>State of the silo that places.</summary>
    SiloStatus LocalSiloStatus { get; }
}
