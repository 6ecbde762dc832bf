using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>Identity of one activation of a grain.</summary>
[GenerateSerializer, Immutable]
public readonly struct ActivationId : IEquatable<ActivationId>
{
    /// <summary>Identity from a unique number.</summary>
    public ActivationId(Guid key) => Key = key;

    /// <summary>The unique number.</summary>
    [Id(0)]
    public Guid Key { get; }

    /// <summary>True for the value that identifies nothing.</summary>
    public bool IsDefault => Key == Guid.Empty;

    public static bool operator ==(ActivationId left, ActivationId right) => left.Equals(right);

    public static bool operator !=(ActivationId left, ActivationId right) => !left.Equals(right);

    /// <summary>Reads the form that <see cref="ToParsableString"/> writes.</summary>
    public static ActivationId FromParsableString(string activationId) => new(Guid.ParseExact(activationId[1..], "N"));

    /// <inheritdoc/>
    public bool Equals(ActivationId other) => Key.Equals(other.Key);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ActivationId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode();

    /// <summary><c>@</c> and 32 digits.</summary>
    public string ToParsableString() => ToString();

    /// <inheritdoc/>
    public override string ToString() => $"@{Key:N}";
}
