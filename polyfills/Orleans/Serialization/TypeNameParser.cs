namespace Orleans.Serialization;

/// <summary>Reads the name of a type, part by part; null for what is no name or names nothing.</summary>
internal ref struct TypeNameParser(Func<string, Type?> find, ReadOnlySpan<char> text)
{
    private const int LongestName = 4096;
    private const int DeepestName = 16;
    private const int HighestRank = 8;
    private readonly bool isTooLong = text.Length > LongestName;
    private ReadOnlySpan<char> rest = text;
    private int depth;

    public Type? Whole()
    {
        var type = isTooLong ? null : Next();
        return rest.IsEmpty ? type : null;
    }

    private Type? Next()
    {
        if (++depth > DeepestName)
        {
            return null;
        }

        var end = rest.IndexOfAny("<>|[");
        var name = end < 0 ? rest : rest[..end];
        rest = rest[name.Length..];
        var type = find(name.ToString());
        if (rest.StartsWith("<"))
        {
            type = Arguments() is { } arguments && type is { IsGenericTypeDefinition: true } && type.GetGenericArguments().Length == arguments.Length
                ? Made(type, arguments)
                : null;
        }

        while (type is not null && rest.StartsWith("["))
        {
            var rank = rest.IndexOf(']');
            if (rank is < 1 or > HighestRank || rest[1..rank].ContainsAnyExcept(','))
            {
                return null;
            }

            type = rank == 1 ? type.MakeArrayType() : type.MakeArrayType(rank);
            rest = rest[(rank + 1)..];
        }

        depth--;
        return type;
    }

    private Type[]? Arguments()
    {
        var arguments = new List<Type>();
        do
        {
            rest = rest[1..];
            if (Next() is not { } argument)
            {
                return null;
            }

            arguments.Add(argument);
        }
        while (rest.StartsWith("|"));

        if (!rest.StartsWith(">"))
        {
            return null;
        }

        rest = rest[1..];
        return [.. arguments];
    }

    private static Type? Made(Type definition, Type[] arguments)
    {
        try
        {
            return definition.MakeGenericType(arguments);
        }
        catch (ArgumentException)
        {
            // An argument does not meet a constraint, so there is no such type.
            return null;
        }
    }
}
