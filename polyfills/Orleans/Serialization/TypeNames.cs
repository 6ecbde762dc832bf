using System.Collections.Concurrent;
using System.Reflection;

namespace Orleans.Serialization;

/// <summary>
/// Names of types on the wire: the alias of a type that has one, else its full name and, outside the core library, its assembly:
/// <c>name&lt;argument|argument&gt;[]</c>.
/// </summary>
internal sealed class TypeNames(ApplicationTypes application)
{
    private readonly ConcurrentDictionary<string, Type?> parsed = new();
    private readonly ConcurrentDictionary<Type, string> formatted = new();

    public string Format(Type type) => formatted.GetOrAdd(type, static (t, names) => names.Compose(t), this);

    /// <exception cref="SerializerException">No such type.</exception>
    public Type Parse(string name) =>
        TryParse(name) ?? throw new SerializerException($"There is no type '{name}' here, nor a type with that alias.");

    public Type? TryParse(string name) => parsed.GetOrAdd(name, static (n, names) => new Parser(names, n).Whole(), this);

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

        return type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias
            ?? (type.Assembly == typeof(object).Assembly ? type.FullName! : $"{type.FullName},{type.Assembly.GetName().Name}");
    }

    private Type? Find(string name)
    {
        if (application.Aliases.TryGetValue(name, out var aliased))
        {
            return aliased;
        }

        var comma = name.LastIndexOf(',');
        return comma < 0
            ? typeof(object).Assembly.GetType(name)
            : ApplicationTypes.FindAssembly(name[(comma + 1)..])?.GetType(name[..comma]);
    }

    private ref struct Parser(TypeNames names, ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> rest = text;

        public Type? Whole()
        {
            var type = Next();
            return rest.IsEmpty ? type : null;
        }

        private Type? Next()
        {
            var end = rest.IndexOfAny("<>|[");
            var name = end < 0 ? rest : rest[..end];
            rest = rest[name.Length..];
            var type = names.Find(name.ToString());
            if (rest.StartsWith("<"))
            {
                var arguments = new List<Type?>();
                do
                {
                    rest = rest[1..];
                    arguments.Add(Next());
                }
                while (rest.StartsWith("|"));

                if (type is null || !rest.StartsWith(">") || arguments.Contains(null) || type.GetGenericArguments().Length != arguments.Count)
                {
                    return null;
                }

                rest = rest[1..];
                type = type.MakeGenericType([.. arguments.Select(argument => argument!)]);
            }

            while (type is not null && rest.StartsWith("["))
            {
                var rank = rest.IndexOf(']');
                type = rank == 1 ? type.MakeArrayType() : type.MakeArrayType(rank);
                rest = rest[(rank + 1)..];
            }

            return type;
        }
    }
}
