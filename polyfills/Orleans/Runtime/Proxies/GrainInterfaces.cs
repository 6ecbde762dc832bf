using System.Collections.Concurrent;
using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>The grain interfaces in use, each with its proxy, emitted when first asked for.</summary>
internal sealed class GrainInterfaces
{
    private readonly ConcurrentDictionary<Type, GrainInterface> interfaces = new();
    private readonly ConcurrentDictionary<Type, GrainMethod[]> declared = new();
    private readonly ConcurrentDictionary<(GrainInterfaceType Interface, string Method), GrainMethod> methods = new();
    private readonly ConcurrentDictionary<Type, GrainInterfaceType> names = new();
    private readonly Lock emission = new();
    private readonly ProxyEmitter emitter = new();
    private readonly TypeNames typeNames;
    private readonly Lazy<IReadOnlyDictionary<string, Type>> byName;

    public GrainInterfaces(ApplicationTypes application, CodecProvider codecs)
    {
        typeNames = codecs.TypeNames;
        byName = new(() => application.Types
            .Where(type => type is { IsInterface: true, IsGenericTypeDefinition: false } && type.IsAssignableTo(typeof(IAddressable)))
            .GroupBy(type => NameOf(type).ToString())
            .ToDictionary(group => group.Key, group => group.First()));
    }

    /// <summary>Name of an interface.</summary>
    public GrainInterfaceType NameOf(Type interfaceType) => names.GetOrAdd(interfaceType, static (type, self) => self.FindName(type), this);

    /// <exception cref="ArgumentException">The type is no grain interface.</exception>
    public GrainInterface Get(Type interfaceType)
    {
        if (interfaces.TryGetValue(interfaceType, out var known))
        {
            return known;
        }

        if (!interfaceType.IsInterface || !interfaceType.IsAssignableTo(typeof(IAddressable)))
        {
            throw new ArgumentException($"{interfaceType} is not a grain interface: it must be an interface that extends IGrain or IGrainObserver.", nameof(interfaceType));
        }

        lock (emission)
        {
            return interfaces.TryGetValue(interfaceType, out known) ? known : interfaces.GetOrAdd(interfaceType, Make(interfaceType));
        }
    }

    /// <summary>An interface by its name; null when there is none.</summary>
    public Type? Find(GrainInterfaceType name) =>
        byName.Value.TryGetValue(name.ToString(), out var type) ? type
        : typeNames.TryParse(name.ToString()) is { IsInterface: true } parsed && MayBeCalled(parsed) ? parsed
        : null;

    /// <summary>A method by the names on the wire; null when there is none.</summary>
    public GrainMethod? FindMethod(GrainInterfaceType declaring, string wireName)
    {
        if (methods.TryGetValue((declaring, wireName), out var known))
        {
            return known;
        }

        if (Find(declaring) is not { } type)
        {
            return null;
        }

        lock (emission)
        {
            var found = Array.Find(Declared(type), method => method.WireName == wireName);
            return found is null ? null : methods.GetOrAdd((declaring, wireName), found);
        }
    }

    // Grains may implement interfaces of the framework, such as IDisposable, which are not for callers.
    private bool MayBeCalled(Type type) =>
        type.IsAssignableTo(typeof(IAddressable)) || byName.Value.Values.Any(type.IsAssignableFrom);

    private GrainInterfaceType FindName(Type interfaceType) => GrainInterfaceType.Create(
        interfaceType.GetCustomAttribute<GrainInterfaceTypeAttribute>()?.Value
        ?? (interfaceType.IsConstructedGenericType || !interfaceType.IsAssignableTo(typeof(IAddressable)) ? typeNames.Format(interfaceType)
            : interfaceType.GetCustomAttribute<AliasAttribute>()?.Alias ?? interfaceType.FullName!));

    private GrainInterface Make(Type type)
    {
        GrainMethod[] methods = [.. Declared(type), .. type.GetInterfaces().SelectMany(Declared)];
        var proxy = emitter.EmitReference(type, methods);
        var create = proxy.GetMethod("New")!.CreateDelegate<Func<GrainId, GrainInterface, GrainReferenceRuntime, GrainReference>>();
        return new(type, NameOf(type), type.GetCustomAttribute<VersionAttribute>()?.Version ?? 0, methods, proxy, create);
    }

    private GrainMethod[] Declared(Type type) => declared.GetOrAdd(type, static (t, self) =>
    {
        var methods = GrainMethod.DeclaredBy(t);
        for (var i = 0; i < methods.Length; i++)
        {
            methods[i].SetRequestType(RequestEmitter.Emit(self.emitter.ModuleFor(t.Assembly), methods[i], i));
        }

        return methods;
    }, this);
}
