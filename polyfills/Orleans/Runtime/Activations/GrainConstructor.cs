using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>Constructs grains: services from the activation's scope, and facets for the parameters that an attribute describes.</summary>
internal sealed class GrainConstructor(IServiceProvider services)
{
    private readonly ConcurrentDictionary<Type, Func<IGrainContext, object>> constructors = new();

    public object Construct(Activation activation) => constructors.GetOrAdd(activation.Class.Type, Prepare)(activation);

    private static bool IsFacet(ParameterInfo parameter) => parameter.GetCustomAttributes().OfType<IFacetMetadata>().Any();

    private Func<IGrainContext, object> Prepare(Type type)
    {
        var constructors = type.GetConstructors();
        var withFacets = constructors.Where(constructor => constructor.GetParameters().Any(IsFacet)).ToArray();
        if (withFacets.Length > 1)
        {
            throw new InvalidOperationException($"{type} has {withFacets.Length} constructors with facets; only one can be meant.");
        }

        ParameterInfo[] parameters = withFacets is [var chosen] ? [.. chosen.GetParameters().Where(IsFacet)] : [];
        var facets = Array.ConvertAll(parameters, FacetFactory);
        var create = ActivatorUtilities.CreateFactory(type, Array.ConvertAll(parameters, parameter => parameter.ParameterType));
        return context =>
        {
            var arguments = facets.Length == 0 ? [] : Array.ConvertAll(facets, make => (object?)make(context));
            return create(context.ActivationServices, arguments);
        };
    }

    private Func<IGrainContext, object> FacetFactory(ParameterInfo parameter)
    {
        var attribute = parameter.GetCustomAttributes().OfType<IFacetMetadata>().First();
        for (var type = attribute.GetType(); type is not null && type.IsAssignableTo(typeof(IFacetMetadata)); type = type.BaseType)
        {
            var mapperType = typeof(IAttributeToFactoryMapper<>).MakeGenericType(type);
            if (services.GetService(mapperType) is { } mapper)
            {
                return (Func<IGrainContext, object>)mapperType
                    .GetMethod("GetFactory")!
                    .Invoke(mapper, BindingFlags.DoNotWrapExceptions, null, [parameter, attribute], null)!;
            }
        }

        throw new InvalidOperationException($"Nothing is registered that makes the facet {attribute.GetType()} of {parameter.Member.DeclaringType}.");
    }
}
