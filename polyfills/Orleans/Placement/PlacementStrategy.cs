namespace Orleans.Runtime;

/// <summary>Names a way to pick the silo for a new activation; an <c>IPlacementDirector</c> carries it out.</summary>
public abstract class PlacementStrategy
{
    /// <summary>Whether activations are entered in the directory, so that there is one per grain.</summary>
    public virtual bool IsUsingGrainDirectory => true;

    /// <summary>Restores settings from the grain type's properties.</summary>
    public virtual void Initialize(Orleans.Metadata.GrainProperties properties)
    {
    }

    /// <summary>Adds settings to the grain type's properties.</summary>
    public virtual void PopulateGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties) =>
        properties[Orleans.Metadata.WellKnownGrainTypeProperties.PlacementStrategy] = GetType().Name;
}
