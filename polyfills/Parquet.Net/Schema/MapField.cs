using Parquet.Meta;

namespace Parquet.Schema;

/// <summary>A map, stored as <c>optional group name { repeated group key_value { required key; value } }</c>.</summary>
public class MapField : Field
{
    private const string DefaultContainer = "key_value";

    private readonly string _container;

    /// <exception cref="ArgumentException">The key is nullable.</exception>
    public MapField(string name, Field keyField, Field valueField)
        : this(name, keyField, valueField, FieldRepetitionType.OPTIONAL, DefaultContainer)
    {
        if (keyField.IsNullable)
        {
            throw new ArgumentException($"Map '{name}': the key '{keyField.Name}' must not be nullable", nameof(keyField));
        }
    }

    internal MapField(string name, Field keyField, Field valueField, FieldRepetitionType repetition, string container)
        : base(name, SchemaType.Map)
    {
        ArgumentNullException.ThrowIfNull(keyField);
        ArgumentNullException.ThrowIfNull(valueField);
        Key = keyField;
        Value = valueField;
        Repetition = repetition;
        _container = container;
    }

    public Field Key { get; }

    public Field Value { get; }

    internal override IReadOnlyList<Field> Children => [Key, Value];

    internal override string RepeatedGroup => _container;

    internal override SchemaElement Describe() => new()
    {
        Name = Name,
        RepetitionType = Repetition,
        NumChildren = 1,
        ConvertedType = ConvertedType.MAP,
        LogicalType = new LogicalType { MAP = new MapType() },
    };
}
