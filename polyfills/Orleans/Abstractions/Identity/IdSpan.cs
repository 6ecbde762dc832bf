using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>An identifier's text with its stable hash.</summary>
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>
{
    private readonly string? value;
    private readonly int hash;

    private IdSpan(string value)
    {
        this.value = value;
        hash = (int)StableHash.Of(value);
    }

    /// <summary>True for the value that identifies nothing.</summary>
    public bool IsDefault => value is null;

    internal string Text => value ?? "";

    /// <summary>An identifier from its text.</summary>
    public static IdSpan Create(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new(id);
    }

    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);

    /// <summary>The same in every process.</summary>
    public uint GetUniformHashCode() => (uint)hash;

    /// <inheritdoc/>
    public bool Equals(IdSpan other) =>
        ReferenceEquals(value, other.value) || (hash == other.hash && string.Equals(value, other.value, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is IdSpan other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => hash;

    /// <inheritdoc/>
    public int CompareTo(IdSpan other) => string.CompareOrdinal(value, other.value);

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
