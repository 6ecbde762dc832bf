using Parquet.Meta;

namespace Parquet.Schema;

/// <summary>A list, stored as <c>optional group name { repeated group list { item } }</c>.</summary>
public class ListField : Field
{
    /// <summary>The name that an item should have.</summary>
    public const string ElementName = "element";

    private readonly bool _isTwoLevel;

    public ListField(string name, Field item, string containerName = "list")
        : this(name, item, FieldRepetitionType.OPTIONAL, containerName)
    {
    }

    public ListField(string name, System.Type itemType, string? propertyName = null, string? containerName = null, string? elementName = null)
        : this(name, new DataField(elementName ?? ElementName, itemType, propertyName: propertyName), FieldRepetitionType.OPTIONAL, containerName ?? "list")
    {
    }

    /// <param name="name">Name of the list.</param>
    /// <param name="item">The item; for lists in the older two-level form it is itself the repeated node.</param>
    /// <param name="repetition">Whether the list may be null.</param>
    /// <param name="containerName">The repeated group around the item; null for the two-level form.</param>
    internal ListField(string name, Field item, FieldRepetitionType repetition, string? containerName)
        : base(name, SchemaType.List)
    {
        ArgumentNullException.ThrowIfNull(item);
        Item = item;
        Repetition = repetition;
        ContainerName = containerName ?? "";
        _isTwoLevel = containerName is null;
    }

    public Field Item { get; }

    internal string ContainerName { get; }

    internal override IReadOnlyList<Field> Children => [Item];

    internal override string? RepeatedGroup => _isTwoLevel ? null : ContainerName;

    internal override SchemaElement Describe() => new()
    {
        Name = Name,
        RepetitionType = Repetition,
        NumChildren = 1,
        ConvertedType = ConvertedType.LIST,
        LogicalType = new LogicalType { LIST = new ListType() },
    };
}
