using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>Names a grain and the interface by which it is called. Proxies of grain interfaces derive from this class.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>, ISpanFormattable
{
    internal GrainReference(GrainId grainId, GrainInterfaceType interfaceType, GrainReferenceRuntime runtime)
    {
        GrainId = grainId;
        InterfaceType = interfaceType;
        Runtime = runtime;
    }

    /// <summary>Identity of the grain.</summary>
    public GrainId GrainId { get; }

    /// <summary>The interface by which this reference calls; default for an untyped reference.</summary>
    public GrainInterfaceType InterfaceType { get; }

    /// <summary>The CLR name of the interface.</summary>
    public virtual string InterfaceName => InterfaceType.ToString();

    internal GrainReferenceRuntime Runtime { get; }

    public static bool operator ==(GrainReference? left, GrainReference? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(GrainReference? left, GrainReference? right) => !(left == right);

    /// <summary>Two references are equal when they name the same grain, by whatever interface.</summary>
    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"GrainReference:{GrainId}";

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"GrainReference:{GrainId}", out charsWritten);
}
