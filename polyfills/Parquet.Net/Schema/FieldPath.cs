namespace Parquet.Schema;

/// <summary>Names from a top-level field down to a field; prints as <c>scores/key_value/key</c>.</summary>
public class FieldPath : IEquatable<FieldPath>
{
    private readonly string[] _parts;

    public FieldPath(params string[] parts) => _parts = [.. parts];

    internal FieldPath(IEnumerable<string> parts) => _parts = [.. parts];

    public string? FirstPart => _parts.Length == 0 ? null : _parts[0];

    public int Length => _parts.Length;

    public string this[int index] => _parts[index];

    public static FieldPath operator +(FieldPath left, FieldPath right) => new(left._parts.Concat(right._parts));

    public List<string> ToList() => [.. _parts];

    public bool Equals(FieldPath? other) => other is not null && _parts.AsSpan().SequenceEqual(other._parts);

    public override bool Equals(object? obj) => Equals(obj as FieldPath);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (string part in _parts)
        {
            hash.Add(part);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => string.Join('/', _parts);
}
