namespace Orleans.Metadata;

/// <summary>Names of properties that the runtime uses.</summary>
public static class WellKnownGrainTypeProperties
{
    /// <summary>Name of the placement strategy.</summary>
    public const string PlacementStrategy = "placement-strategy";

    /// <summary>Names of the placement filters.</summary>
    public const string PlacementFilter = "placement-filter";

    /// <summary>Full name of the class.</summary>
    public const string FullTypeName = "diag.type";
}
