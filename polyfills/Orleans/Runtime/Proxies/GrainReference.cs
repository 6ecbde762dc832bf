using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>Names a grain and the interface by which it is called. Proxies of grain interfaces derive from this class.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>, ISpanFormattable
{
    private readonly GrainInterface? grainInterface;

    internal GrainReference(GrainId grainId, GrainInterface? grainInterface, GrainReferenceRuntime runtime)
    {
        GrainId = grainId;
        this.grainInterface = grainInterface;
        Runtime = runtime;
    }

    /// <summary>Identity of the grain.</summary>
    public GrainId GrainId { get; }

    /// <summary>The interface by which this reference calls; default for an untyped reference.</summary>
    public GrainInterfaceType InterfaceType => grainInterface?.Id ?? default;

    /// <summary>Name of the interface.</summary>
    public virtual string InterfaceName => grainInterface?.Type.FullName ?? "";

    /// <summary>Version of the interface.</summary>
    public ushort InterfaceVersion => grainInterface?.Version ?? 0;

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

    // What follows is called by emitted proxies, which see the internals of this assembly.
    internal GrainMethod MethodAt(int index) => grainInterface!.Methods[index];

    internal void Send(GrainRequest request) => Runtime.Send(this, request);

    internal Task Call(GrainRequest request) => Runtime.Call<object?>(this, request);

    internal Task<T> CallFor<T>(GrainRequest request) => Runtime.Call<T>(this, request);

    internal ValueTask CallValue(GrainRequest request) => new(Runtime.Call<object?>(this, request));

    internal ValueTask<T> CallValueFor<T>(GrainRequest request) => new(Runtime.Call<T>(this, request));

    internal IAsyncEnumerable<T> Enumerate<T>(GrainRequest request) => new RemoteSequence<T>(this, (EnumerableRequest)request);
}
