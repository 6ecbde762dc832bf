using System.Collections.Concurrent;
using System.Reflection;

namespace Orleans.Serialization;

/// <summary>
/// Names of types on the wire: the alias of a type that has one, else its full name and, outside the core library, its assembly:
/// <c>name&lt;argument|argument&gt;[]</c>. A name that comes over the wire finds only what may travel, see <see cref="TravelTypes"/>.
/// </summary>
internal sealed class TypeNames
{
    // What a peer can make this process remember is bounded: generic types once made stay for good.
    private const int MostTypes = 20_000;
    private readonly TravelTypes travel;
    private readonly ConcurrentDictionary<string, Type> parsed = new();
    private readonly ConcurrentDictionary<Type, string> formatted = new();
    private readonly TextCache<Type> cached;

    public TypeNames(ApplicationTypes application)
    {
        travel = new(application);
        cached = new(Parse);
    }

    public string Format(Type type) => formatted.GetOrAdd(type, static (t, names) => names.Compose(t), this);

    /// <exception cref="SerializerException">No such type.</exception>
    public Type Parse(string name) =>
        TryParse(name) ?? throw new SerializerException($"There is no type '{Shortened(name)}' here that may travel, nor a type with that alias.");

    /// <inheritdoc cref="Parse(string)"/>
    public Type Parse(ReadOnlySpan<byte> name) => cached.Get(name);

    public Type? TryParse(string name)
    {
        if (parsed.TryGetValue(name, out var known))
        {
            return known;
        }

        return parsed.Count < MostTypes && new TypeNameParser(travel.Find, name).Whole() is { } type ? parsed.GetOrAdd(name, type) : null;
    }

    private static string Shortened(string name) => name.Length <= 200 ? name : name[..200] + "…";

    private string Compose(Type type)
    {
        if (type.IsArray)
        {
            return $"{Format(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (type.IsConstructedGenericType)
        {
            return $"{Format(type.GetGenericTypeDefinition())}<{string.Join('|', type.GetGenericArguments().Select(Format))}>";
        }

        return type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias ?? TravelTypes.NameOf(type);
    }
}
