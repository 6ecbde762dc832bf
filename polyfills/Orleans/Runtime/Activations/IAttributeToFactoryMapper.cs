using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Makes the facets that an attribute describes.</summary>
internal interface IAttributeToFactoryMapper<TMetadata>
    where TMetadata : IFacetMetadata
{
    /// <summary>What makes the facet for a constructor parameter.</summary>
    Func<IGrainContext, object> GetFactory(ParameterInfo parameter, TMetadata metadata);
}
