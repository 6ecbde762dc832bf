using System.Reflection;
using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>The grain classes of the application, by the names of their grain types, and which of them an interface means.</summary>
internal sealed class GrainClasses
{
    private readonly Dictionary<GrainType, GrainClass> byType;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<(Type Interface, string? Prefix), GrainType> resolved = new();

    public GrainClasses(ApplicationTypes application, IServiceProvider services)
    {
        byType = [];
        foreach (var type in application.Types)
        {
            if (type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false } && type.IsAssignableTo(typeof(IGrainBase)))
            {
                var grain = new GrainClass(type, NameOf(type), services);
                if (!byType.TryAdd(grain.GrainType, grain))
                {
                    throw new OrleansConfigurationException(
                        $"The classes {byType[grain.GrainType].Type} and {type} have the same grain type '{grain.GrainType}'; give one a [GrainType] of its own.");
                }
            }
        }
    }

    public IEnumerable<GrainClass> All => byType.Values;

    /// <summary>Name of a class's grain type: its <c>[GrainType]</c>, or its own name in lower case without "Grain" at the end.</summary>
    public static GrainType NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>(inherit: false)?.GrainType is { } fixedName)
        {
            return GrainType.Create(fixedName);
        }

        var name = type.Name.ToLowerInvariant();
        return GrainType.Create(name.Length > 5 && name.EndsWith("grain", StringComparison.Ordinal) ? name[..^5] : name);
    }

    public GrainClass? Find(GrainType type) => byType.GetValueOrDefault(type);

    /// <summary>The grain type that an interface means.</summary>
    /// <exception cref="ArgumentException">No class implements the interface, or several do and none is singled out.</exception>
    public GrainType Resolve(Type interfaceType, string? classNamePrefix) =>
        resolved.GetOrAdd((interfaceType, classNamePrefix), static (key, self) => self.Choose(key.Interface, key.Prefix), this);

    private GrainType Choose(Type interfaceType, string? prefix)
    {
        var candidates = byType.Values.Where(grain => grain.Interfaces.Contains(interfaceType)).ToList();
        if (prefix is { Length: > 0 })
        {
            candidates = [.. candidates.Where(grain => grain.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal))];
        }
        else if (interfaceType.GetCustomAttribute<DefaultGrainTypeAttribute>()?.GrainType is { } named)
        {
            return GrainType.Create(named);
        }

        if (candidates.Count > 1)
        {
            // ICounter or ICounterGrain means CounterGrain when that is one of several.
            var conventional = interfaceType.Name.StartsWith('I') ? interfaceType.Name[1..] : interfaceType.Name;
            if (candidates.FindAll(grain => grain.Type.Name == conventional || grain.Type.Name == conventional + "Grain") is [var match])
            {
                return match.GrainType;
            }
        }

        return candidates switch
        {
            [var only] => only.GrainType,
            [] => throw new ArgumentException(
                $"Could not find an implementation for interface {interfaceType}{(prefix is { Length: > 0 } ? $" with class name prefix '{prefix}'" : "")}."),
            _ => throw new ArgumentException(
                $"Unable to identify a single appropriate grain type for interface {interfaceType}. Candidates: {string.Join(", ", candidates.Select(grain => grain.Type))}. "
                + "Mark the interface with [DefaultGrainType], or pass the prefix of a class name."),
        };
    }
}
