using Parquet.Meta;

namespace Parquet.Schema;

/// <summary>
/// A node of a schema. Path and levels are known once the field belongs to a <see cref="ParquetSchema"/>. A definition level counts the
/// optional or repeated nodes on the way down that are present; a repetition level says which repeated node continues (0 starts a row).
/// </summary>
public abstract class Field : IEquatable<Field>
{
    private protected Field(string name, SchemaType schemaType)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        SchemaType = schemaType;
        Path = new FieldPath(name);
    }

    public SchemaType SchemaType { get; }

    public string Name { get; }

    public FieldPath Path { get; private set; }

    /// <summary>Whether the field itself may be null.</summary>
    public bool IsNullable => Repetition == FieldRepetitionType.OPTIONAL;

    public int MaxRepetitionLevel { get; private set; }

    public int MaxDefinitionLevel { get; private set; }

    /// <summary>The node in the file's own terms; null until the field belongs to a schema.</summary>
    public SchemaElement? SchemaElement { get; private set; }

    internal FieldRepetitionType Repetition { get; set; } = FieldRepetitionType.OPTIONAL;

    internal abstract IReadOnlyList<Field> Children { get; }

    /// <summary>The name of the repeated group between this field and its children; null when there is none.</summary>
    internal virtual string? RepeatedGroup => null;

    internal abstract SchemaElement Describe();

    /// <summary>Computes paths and levels of this field and of all below it.</summary>
    internal void Attach(FieldPath? parent, int repetitionLevel, int definitionLevel)
    {
        var own = new FieldPath(Name);
        Path = parent is null ? own : parent + own;
        MaxRepetitionLevel = repetitionLevel + (Repetition == FieldRepetitionType.REPEATED ? 1 : 0);
        MaxDefinitionLevel = definitionLevel + (Repetition == FieldRepetitionType.REQUIRED ? 0 : 1);
        SchemaElement = Describe();
        bool repeats = RepeatedGroup is not null;
        FieldPath childParent = repeats ? Path + new FieldPath(RepeatedGroup!) : Path;
        foreach (Field child in Children)
        {
            child.Attach(childParent, MaxRepetitionLevel + (repeats ? 1 : 0), MaxDefinitionLevel + (repeats ? 1 : 0));
        }
    }

    private protected void Detach()
    {
        Path = new FieldPath(Name);
        MaxRepetitionLevel = 0;
        MaxDefinitionLevel = 0;
        SchemaElement = null;
    }

    /// <summary>Appends this field and all below it, depth first.</summary>
    internal void AppendElements(List<SchemaElement> elements)
    {
        elements.Add(SchemaElement ?? Describe());
        if (RepeatedGroup is { } group)
        {
            elements.Add(new SchemaElement { Name = group, RepetitionType = FieldRepetitionType.REPEATED, NumChildren = Children.Count });
        }

        foreach (Field child in Children)
        {
            child.AppendElements(elements);
        }
    }

    public bool Equals(Field? other)
    {
        if (other is null || SchemaType != other.SchemaType || !Path.Equals(other.Path) || Repetition != other.Repetition
            || RepeatedGroup != other.RepeatedGroup || Children.Count != other.Children.Count || !HasSameType(other))
        {
            return false;
        }

        for (int i = 0; i < Children.Count; i++)
        {
            if (!Children[i].Equals(other.Children[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Field);

    public override int GetHashCode() => HashCode.Combine(Path, (int)SchemaType, (int)Repetition, Children.Count);

    public override string ToString() => $"{Path} ({SchemaType})";

    private protected virtual bool HasSameType(Field other) => true;
}
