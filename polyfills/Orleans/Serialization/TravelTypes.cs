using System.Buffers;
using System.Collections.Frozen;
using System.Reflection;

namespace Orleans.Serialization;

/// <summary>
/// The types that a name on the wire may mean: those of the application's assemblies and of this one, the built-in ones, and of the framework
/// interfaces, enumerations and exceptions. No name makes an assembly load. Which of these types are ever made is up to their codecs.
/// </summary>
internal sealed class TravelTypes(ApplicationTypes application)
{
    private static readonly SearchValues<char> Marks = SearchValues.Create(",*&[]\\");
    private static readonly Lazy<FrozenDictionary<string, Type>> BuiltIn = new(() =>
        PrimitiveCodecs.Makers.Keys
            .Concat(CollectionCodecs.Makers.Keys)
            .Concat([typeof(object), typeof(Nullable<>), typeof(KeyValuePair<,>)])
            .ToFrozenDictionary(NameOf));

    private readonly Lazy<FrozenDictionary<string, Assembly>> assemblies = new(() =>
        application.Types
            .Select(type => type.Assembly)
            .Append(typeof(TravelTypes).Assembly)
            .Distinct()
            .ToFrozenDictionary(assembly => assembly.GetName().Name!));

    /// <summary>Name of a type that is neither constructed nor has an alias.</summary>
    public static string NameOf(Type type) =>
        type.Assembly == typeof(object).Assembly ? type.FullName! : $"{type.FullName},{type.Assembly.GetName().Name}";

    /// <summary>A type by name or alias; null when there is none that may travel.</summary>
    public Type? Find(string name)
    {
        if (application.Aliases.TryGetValue(name, out var aliased))
        {
            return aliased;
        }

        if (BuiltIn.Value.TryGetValue(name, out var known))
        {
            return known;
        }

        var comma = name.LastIndexOf(',');
        if (comma < 0)
        {
            return Harmless(typeof(object).Assembly, name);
        }

        var (type, assembly) = (name[..comma], name[(comma + 1)..]);
        return assemblies.Value.TryGetValue(assembly, out var own) ? Named(own, type)
            : ApplicationTypes.FindLoadedFramework(assembly) is { } framework ? Harmless(framework, type)
            : null;
    }

    // A tuple is made of its members; interfaces and enumerations cannot do anything; an exception's constructor does not run.
    private static Type? Harmless(Assembly assembly, string name) =>
        Named(assembly, name) is { } type
        && (type.IsInterface || type.IsEnum || type.IsAssignableTo(typeof(Exception)) || TupleShapes.IsTuple(type))
            ? type
            : null;

    // Pointers, references and arrays have marks in their names, which are not for callers.
    private static Type? Named(Assembly assembly, string name) =>
        name.Length > 0 && !name.AsSpan().ContainsAny(Marks) ? assembly.GetType(name) : null;
}
