using Orleans.Metadata;
using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>Names a way to leave silos out before placement; an <see cref="IPlacementFilterDirector"/> carries it out.</summary>
public abstract class PlacementFilterStrategy
{
    /// <summary>A filter that runs in its place by <paramref name="order"/>.</summary>
    protected PlacementFilterStrategy(int order) => Order = order;

    /// <summary>Filters run from low to high; the values on one class differ.</summary>
    public int Order { get; private set; }

    /// <summary>Restores settings from the grain type's properties.</summary>
    public void Initialize(GrainProperties properties)
    {
        if (properties.Properties.TryGetValue(Key("order"), out var text)
            && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var order))
        {
            Order = order;
        }

        AdditionalInitialize(properties);
    }

    /// <summary>Adds settings to the grain type's properties.</summary>
    public void PopulateGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties)
    {
        var name = GetType().Name;
        properties[WellKnownGrainTypeProperties.PlacementFilter] =
            properties.TryGetValue(WellKnownGrainTypeProperties.PlacementFilter, out var others) ? $"{others},{name}" : name;
        properties[Key("order")] = Order.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (key, value) in GetAdditionalGrainProperties(services, grainClass, grainType, properties))
        {
            properties[Key(key)] = value;
        }
    }

    /// <summary>Restores further settings.</summary>
    public virtual void AdditionalInitialize(GrainProperties properties)
    {
    }

    /// <summary>Gives further settings, by name.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, IReadOnlyDictionary<string, string> existingProperties) => [];

    /// <summary>Reads a setting that <see cref="GetAdditionalGrainProperties"/> gave.</summary>
    protected string? GetPlacementFilterGrainProperty(string key, GrainProperties properties) =>
        properties.Properties.GetValueOrDefault(Key(key));

    private string Key(string key) => $"{WellKnownGrainTypeProperties.PlacementFilter}.{GetType().Name}.{key}";
}
