using Parquet.Meta;

namespace Parquet.Schema;

/// <summary>A leaf: one column of values.</summary>
public class DataField : Field
{
    /// <param name="name">Name of the column.</param>
    /// <param name="clrType">Type of a value; arrays and other sequences of a supported type make a repeated leaf.</param>
    /// <param name="isNullable">Null takes it from the type: nullable value types, strings and byte arrays are optional.</param>
    /// <param name="isArray">Null takes it from the type.</param>
    /// <param name="propertyName">Name of the member in a class, when it differs.</param>
    /// <exception cref="NotSupportedException">The type has no form in Parquet.</exception>
    public DataField(string name, System.Type clrType, bool? isNullable = null, bool? isArray = null, string? propertyName = null)
        : base(name, SchemaType.Data)
    {
        ArgumentNullException.ThrowIfNull(clrType);
        LeafShape shape = LeafShape.Of(name, clrType);
        ClrType = shape.ValueType;
        IsArray = isArray ?? shape.IsSequence;
        PropertyName = propertyName ?? name;
        Repetition = IsArray ? FieldRepetitionType.REPEATED
            : isNullable ?? shape.IsNullable ? FieldRepetitionType.OPTIONAL : FieldRepetitionType.REQUIRED;
    }

    internal DataField(string name, System.Type valueType, FieldRepetitionType repetition, SchemaElement stored)
        : base(name, SchemaType.Data)
    {
        ClrType = valueType;
        PropertyName = name;
        IsArray = repetition == FieldRepetitionType.REPEATED;
        Repetition = repetition;
        Stored = stored;
        FieldId = stored.FieldId;
    }

    /// <summary>Type of a value that is present: <c>ReadOnlyMemory&lt;char&gt;</c> for strings, <c>ReadOnlyMemory&lt;byte&gt;</c> for byte arrays.</summary>
    public System.Type ClrType { get; }

    public bool IsArray { get; }

    /// <summary>Number that identifies the field whatever its name; null when there is none.</summary>
    public int? FieldId { get; set; }

    internal string PropertyName { get; }

    /// <summary>The node as a file holds it; null for fields declared in code.</summary>
    internal SchemaElement? Stored { get; init; }

    internal override IReadOnlyList<Field> Children => [];

    /// <summary>A copy that belongs to no schema yet.</summary>
    public DataField Clone()
    {
        var copy = (DataField)MemberwiseClone();
        copy.Detach();
        return copy;
    }

    internal override SchemaElement Describe()
    {
        var element = new SchemaElement { Name = Name, RepetitionType = Repetition, FieldId = FieldId };
        if (Stored is not null)
        {
            element.Type = Stored.Type;
            element.TypeLength = Stored.TypeLength;
            element.ConvertedType = Stored.ConvertedType;
            element.LogicalType = Stored.LogicalType;
            element.Precision = Stored.Precision;
            element.Scale = Stored.Scale;
        }
        else
        {
            Annotate(element);
        }

        return element;
    }

    private protected virtual void Annotate(SchemaElement element) => LeafAnnotation.Apply(ClrType, element);

    private protected override bool HasSameType(Field other)
    {
        var leaf = (DataField)other;
        SchemaElement left = Describe();
        SchemaElement right = leaf.Describe();
        return ClrType == leaf.ClrType && left.Type == right.Type && left.TypeLength == right.TypeLength
            && left.ConvertedType == right.ConvertedType && left.Precision == right.Precision && left.Scale == right.Scale;
    }
}
