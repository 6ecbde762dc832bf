using Parquet.Meta;

namespace Parquet.Schema;

/// <summary>A group of named fields; optional when declared in code.</summary>
public class StructField : Field
{
    private readonly Field[] _fields;

    public StructField(string name, params Field[] elements)
        : this(name, elements, FieldRepetitionType.OPTIONAL)
    {
    }

    internal StructField(string name, Field[] elements, FieldRepetitionType repetition)
        : base(name, SchemaType.Struct)
    {
        ArgumentNullException.ThrowIfNull(elements);
        if (elements.Length == 0)
        {
            throw new ArgumentException($"Struct '{name}' has no fields; at least one is needed", nameof(elements));
        }

        _fields = [.. elements];
        Repetition = repetition;
    }

    public IReadOnlyList<Field> Fields => _fields;

    internal override IReadOnlyList<Field> Children => _fields;

    internal override SchemaElement Describe() => new() { Name = Name, RepetitionType = Repetition, NumChildren = _fields.Length };
}
