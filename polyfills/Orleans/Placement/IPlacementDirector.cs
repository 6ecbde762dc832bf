namespace Orleans.Runtime.Placement;

/// <summary>Carries out a <see cref="PlacementStrategy"/>.</summary>
public interface IPlacementDirector
{
    /// <summary>Key in <see cref="RequestContext"/> of the <see cref="SiloAddress"/> that a caller would like.</summary>
    const string PlacementHintKey = "PlacementHint";

    /// <summary>The silo that the request would like, when it may hold the grain.</summary>
    static SiloAddress? GetPlacementHint(Dictionary<string, object>? requestContextData, SiloAddress[] compatibleSilos) =>
        requestContextData is not null
        && requestContextData.TryGetValue(PlacementHintKey, out var value)
        && value is SiloAddress hint
        && compatibleSilos.Contains(hint)
            ? hint
            : null;

    /// <summary>Picks the silo for a new activation.</summary>
    Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context);
}
