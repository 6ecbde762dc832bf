namespace Orleans.Serialization;

/// <summary>What stands before each value.</summary>
/// <param name="Id">Number of the member.</param>
/// <param name="Kind">Layout of the value.</param>
/// <param name="IsTracked">Whether later references may point at the value.</param>
/// <param name="Type">The value's type where it is not the declared one.</param>
internal readonly record struct FieldHeader(uint Id, WireKind Kind, bool IsTracked, Type? Type)
{
    public const uint EndOfObject = 0;
    public const uint EndOfLevel = 1;

    public static FieldHeader End => new(EndOfObject, WireKind.End, false, null);

    public bool IsEndOfObject => Kind == WireKind.End && Id == EndOfObject;

    public bool IsEndOfLevel => Kind == WireKind.End && Id == EndOfLevel;
}
