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
        var chosen = Choose(type);
        var invoker = ConstructorInvoker.Create(chosen);
        var arguments = Array.ConvertAll(chosen.GetParameters(), parameter => IsFacet(parameter) ? FacetFactory(parameter) : ServiceOf(parameter));
        return arguments.Length == 0
            ? _ => invoker.Invoke()
            : context => invoker.Invoke(Array.ConvertAll(arguments, argument => (object?)argument(context)).AsSpan());
    }

    /// <summary>The only constructor, the one that is marked, the one with facets, or the longest whose services are all there.</summary>
    private ConstructorInfo Choose(Type type)
    {
        var constructors = type.GetConstructors();
        var withFacets = constructors.Where(constructor => constructor.GetParameters().Any(IsFacet)).ToArray();
        if (withFacets.Length > 1)
        {
            throw new InvalidOperationException($"{type} has {withFacets.Length} constructors with facets; only one can be meant.");
        }

        return constructors switch
        {
            [var only] => only,
            [] => throw new InvalidOperationException($"{type} has no public constructor."),
            _ => constructors.FirstOrDefault(constructor => constructor.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
                ?? withFacets.FirstOrDefault()
                ?? constructors.Where(HasServices).MaxBy(constructor => constructor.GetParameters().Length)
                ?? throw new InvalidOperationException($"No constructor of {type} can be given all its services."),
        };
    }

    private bool HasServices(ConstructorInfo constructor)
    {
        var known = services.GetRequiredService<IServiceProviderIsService>();
        return Array.TrueForAll(constructor.GetParameters(), parameter => parameter.HasDefaultValue || known.IsService(parameter.ParameterType));
    }

    private static Func<IGrainContext, object> ServiceOf(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
        {
            return context => context.ActivationServices.GetRequiredKeyedService(type, keyed.Key);
        }

        return context => context.ActivationServices.GetService(type)
            ?? (parameter.HasDefaultValue
                ? parameter.DefaultValue!
                : throw new InvalidOperationException(
                    $"Unable to resolve service for type '{type}' while attempting to activate '{parameter.Member.DeclaringType}' (parameter '{parameter.Name}')."));
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
