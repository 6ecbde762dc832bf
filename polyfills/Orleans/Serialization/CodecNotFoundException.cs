namespace Orleans.Serialization;

/// <summary>A type may not cross calls: it has no <c>[GenerateSerializer]</c> and is not built in.</summary>
public sealed class CodecNotFoundException : SerializerException
{
    public CodecNotFoundException(string message)
        : base(message)
    {
    }

    internal CodecNotFoundException(Type type, string? place)
        : base($"Could not find a codec for type {type}{(place is null ? "" : $", {place}")}. "
            + "Mark the type with [GenerateSerializer] and its members with [Id], or use a built-in type such as List<T> or ImmutableArray<T>"
            + (type.Name.StartsWith('<') ? "; a collection expression behind an interface has a compiler-generated type: convert it, for example with ToList()." : "."))
    {
        Type = type;
        Place = place;
    }

    internal Type? Type { get; }

    internal string? Place { get; }

    /// <summary>The same failure, with the place where the value stands.</summary>
    internal CodecNotFoundException At(string place) => Type is null || Place is not null ? this : new(Type, place);
}
