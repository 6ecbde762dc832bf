using Orleans.Runtime;

namespace Orleans.Metadata;

/// <summary>An attribute on a grain class that adds to the grain type's properties.</summary>
public interface IGrainPropertiesProviderAttribute
{
    /// <summary>Adds properties.</summary>
    void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties);
}
