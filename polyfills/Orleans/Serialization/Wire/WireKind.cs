namespace Orleans.Serialization;

/// <summary>
/// How a value is laid out; enough to skip it without knowing its type. A field starts with a varint header
/// <c>id &lt;&lt; 5 | tracked &lt;&lt; 4 | typed &lt;&lt; 3 | kind</c>; a typed field goes on with its type, and then comes the value.
/// </summary>
internal enum WireKind
{
    /// <summary>A variable-length integer.</summary>
    Varint = 0,

    /// <summary>Four bytes.</summary>
    Fixed32 = 1,

    /// <summary>Eight bytes.</summary>
    Fixed64 = 2,

    /// <summary>A varint length and as many bytes.</summary>
    Bytes = 3,

    /// <summary>Fields up to an <see cref="End"/> with id 0.</summary>
    Object = 4,

    /// <summary>With id 0 the end of an object; with id 1 the end of the members that one class of its hierarchy declares.</summary>
    End = 5,

    /// <summary>A varint: the number of a tracked object that came before.</summary>
    Reference = 6,

    /// <summary>No value.</summary>
    Null = 7,
}
