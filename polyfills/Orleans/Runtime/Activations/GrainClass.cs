using System.Collections.Immutable;
using System.Reflection;
using Orleans.Concurrency;
using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>What is known of one grain class.</summary>
internal sealed class GrainClass
{
    private readonly Func<object, IInvokable, bool>? mayInterleave;

    public GrainClass(Type type, GrainType grainType, IServiceProvider services)
    {
        Type = type;
        GrainType = grainType;
        Interfaces = [.. type.GetInterfaces().Where(i => i != typeof(IAddressable) && i.IsAssignableTo(typeof(IAddressable)))];
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        KeepsAlive = type.IsDefined(typeof(KeepAliveAttribute), inherit: true);
        AgeLimit = type.GetCustomAttribute<CollectionAgeLimitAttribute>()?.AgeLimit;
        mayInterleave = type.GetCustomAttribute<MayInterleaveAttribute>() is { } attribute ? Predicate(type, attribute.CallbackMethodName) : null;
        var properties = new Dictionary<string, string> { [WellKnownGrainTypeProperties.FullTypeName] = type.FullName! };
        foreach (var provider in type.GetCustomAttributes(inherit: true).OfType<IGrainPropertiesProviderAttribute>())
        {
            provider.Populate(services, type, grainType, properties);
        }

        Properties = new(properties.ToImmutableDictionary());
        Placement = type.GetCustomAttribute<PlacementAttribute>(inherit: true)?.PlacementStrategy;
        Placement?.Initialize(Properties);
        Filters = [.. type.GetCustomAttributes<PlacementFilterAttribute>(inherit: true).Select(filter => filter.PlacementFilterStrategy).OrderBy(filter => filter.Order)];
        foreach (var filter in Filters)
        {
            filter.Initialize(Properties);
        }

        if (Filters.GroupBy(filter => filter.Order).FirstOrDefault(group => group.Count() > 1) is { } clash)
        {
            throw new InvalidOperationException(
                $"The placement filters {string.Join(" and ", clash.Select(filter => filter.GetType().Name))} of {type} have the same order {clash.Key}; give each its own.");
        }
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    /// <summary>The grain interfaces that the class implements.</summary>
    public ImmutableArray<Type> Interfaces { get; }

    public bool IsReentrant { get; }

    /// <summary>Whether activations are never collected for idleness.</summary>
    public bool KeepsAlive { get; }

    /// <summary>How long idle activations stay; null for the configured time.</summary>
    public TimeSpan? AgeLimit { get; }

    public GrainProperties Properties { get; }

    /// <summary>How activations are placed; null for the configured way.</summary>
    public PlacementStrategy? Placement { get; }

    /// <summary>Filters of the silos, in order.</summary>
    public ImmutableArray<PlacementFilterStrategy> Filters { get; }

    public bool HasInterleavingPredicate => mayInterleave is not null;

    /// <summary>What the class's own predicate says of a call.</summary>
    public bool MayInterleave(object grain, IInvokable request) => mayInterleave is not null && mayInterleave(grain, request);

    public override string ToString() => $"{GrainType} ({Type})";

    private static Func<object, IInvokable, bool> Predicate(Type type, string name)
    {
        const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;
        var method = type.GetMethod(name, Any, [typeof(IInvokable)]);
        if (method?.ReturnType != typeof(bool))
        {
            throw new InvalidOperationException($"[MayInterleave] of {type} names '{name}', but the class has no method bool {name}(IInvokable).");
        }

        if (method.IsStatic)
        {
            var predicate = method.CreateDelegate<Func<IInvokable, bool>>();
            return (_, request) => predicate(request);
        }

        return (grain, request) => (bool)method.Invoke(grain, BindingFlags.DoNotWrapExceptions, null, [request], null)!;
    }
}
