namespace Parquet.Schema;

/// <summary>The fields of a file. Making a schema gives its fields their paths and levels, so a field belongs to one schema at a time.</summary>
public class ParquetSchema : IEquatable<ParquetSchema>
{
    public const string PathSeparator = ".";

    private readonly Field[] _fields;
    private readonly DataField[] _leaves;

    public ParquetSchema(params Field[] fields)
        : this((IEnumerable<Field>)fields)
    {
    }

    /// <exception cref="ArgumentException">There are no fields, or two of one parent share a name.</exception>
    public ParquetSchema(IEnumerable<Field> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        _fields = [.. fields];
        if (_fields.Length == 0)
        {
            throw new ArgumentException("A schema needs at least one field", nameof(fields));
        }

        RequireDistinctNames(_fields, "the schema");
        foreach (Field field in _fields)
        {
            field.Attach(null, 0, 0);
        }

        _leaves = [.. Flatten().OfType<DataField>()];
    }

    public IReadOnlyList<Field> Fields => _fields;

    /// <summary>The leaves in the order in which their columns lie in the file.</summary>
    public DataField[] DataFields => [.. _leaves];

    public Field this[int index] => _fields[index];

    /// <summary>The leaves in the order in which their columns lie in the file.</summary>
    public DataField[] GetDataFields() => DataFields;

    internal ReadOnlySpan<DataField> Leaves => _leaves;

    /// <exception cref="ArgumentException">There is no such leaf.</exception>
    public DataField FindDataField(FieldPath path) =>
        Array.Find(_leaves, leaf => leaf.Path.Equals(path))
        ?? throw new ArgumentException($"There is no column '{path}'; columns are {string.Join(", ", _leaves.Select(static leaf => $"'{leaf.Path}'"))}", nameof(path));

    /// <param name="path">Names joined by <c>/</c> or by <see cref="PathSeparator"/>.</param>
    /// <exception cref="ArgumentException">There is no such leaf.</exception>
    public DataField FindDataField(string path) =>
        Array.Find(_leaves, leaf => leaf.Path.ToString() == path)
        ?? Array.Find(_leaves, leaf => string.Join(PathSeparator, leaf.Path.ToList()) == path)
        ?? FindDataField(new FieldPath(path.Split('/')));

    /// <summary>All fields, parents before children.</summary>
    public IReadOnlyCollection<Field> Flatten()
    {
        var all = new List<Field>();
        foreach (Field field in _fields)
        {
            Collect(field, all);
        }

        return all;
    }

    public bool Equals(ParquetSchema? other) => other is not null && _fields.AsSpan().SequenceEqual(other._fields);

    public override bool Equals(object? obj) => Equals(obj as ParquetSchema);

    public override int GetHashCode() => _fields.Aggregate(0, static (hash, field) => HashCode.Combine(hash, field));

    /// <summary>Says where two schemas first differ.</summary>
    public string GetNotEqualsMessage(ParquetSchema other, string thisName, string otherName)
    {
        if (_fields.Length != other._fields.Length)
        {
            return $"{thisName} has {_fields.Length} fields, {otherName} has {other._fields.Length}";
        }

        for (int i = 0; i < _fields.Length; i++)
        {
            if (!_fields[i].Equals(other._fields[i]))
            {
                return $"field {i} differs: {thisName} has {_fields[i]}, {otherName} has {other._fields[i]}";
            }
        }

        return $"{thisName} and {otherName} are equal";
    }

    public override string ToString() => string.Join(", ", (object[])_fields);

    private static void Collect(Field field, List<Field> all)
    {
        all.Add(field);
        foreach (Field child in field.Children)
        {
            Collect(child, all);
        }
    }

    private static void RequireDistinctNames(IReadOnlyList<Field> fields, string parent)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (Field field in fields)
        {
            if (!names.Add(field.Name))
            {
                throw new ArgumentException($"Two fields of {parent} are called '{field.Name}'");
            }

            RequireDistinctNames(field.Children, $"'{field.Name}'");
        }
    }
}
