using System.Globalization;
using System.Net;

namespace Orleans.Runtime;

/// <summary>Address of one run of a silo: its endpoint, and the generation that tells it from earlier silos there.</summary>
[GenerateSerializer, Immutable]
public sealed class SiloAddress : IEquatable<SiloAddress>, IComparable<SiloAddress>
{
    private readonly string text;

    private SiloAddress(IPEndPoint endpoint, int generation)
    {
        Endpoint = endpoint;
        Generation = generation;
        text = string.Create(CultureInfo.InvariantCulture, $"{endpoint.Address}:{endpoint.Port}@{generation}");
    }

    /// <summary>The address of nothing.</summary>
    public static SiloAddress Zero { get; } = new(new IPEndPoint(IPAddress.Any, 0), 0);

    /// <summary>Where the silo listens.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>When the silo started, in seconds; negative for clients.</summary>
    public int Generation { get; }

    /// <summary>Whether this is a client's address.</summary>
    public bool IsClient => Generation < 0;

    /// <summary>An address.</summary>
    public static SiloAddress New(IPEndPoint ep, int gen)
    {
        ArgumentNullException.ThrowIfNull(ep);
        return new(ep, gen);
    }

    /// <summary>An address.</summary>
    public static SiloAddress New(IPAddress address, int port, int generation) => New(new IPEndPoint(address, port), generation);

    /// <summary>Reads the form that <see cref="ToParsableString"/> writes.</summary>
    /// <exception cref="FormatException">The text is not <c>address:port@generation</c>.</exception>
    public static SiloAddress FromParsableString(string addr)
    {
        ArgumentNullException.ThrowIfNull(addr);
        var at = addr.LastIndexOf('@');
        return at > 0
            && IPEndPoint.TryParse(Bracketed(addr[..at]), out var endpoint)
            && int.TryParse(addr.AsSpan(at + 1), CultureInfo.InvariantCulture, out var generation)
                ? New(endpoint, generation)
                : throw new FormatException($"'{addr}' is not a silo address: expected 'address:port@generation'.");
    }

    public static bool operator ==(SiloAddress? left, SiloAddress? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(SiloAddress? left, SiloAddress? right) => !(left == right);

    /// <summary><c>address:port@generation</c>.</summary>
    public string ToParsableString() => text;

    /// <summary>The same in every process.</summary>
    public int GetConsistentHashCode() => (int)StableHash.Of(text);

    /// <inheritdoc/>
    public bool Equals(SiloAddress? other) =>
        ReferenceEquals(this, other) || (other is not null && Generation == other.Generation && Endpoint.Equals(other.Endpoint));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Endpoint, Generation);

    /// <inheritdoc/>
    public int CompareTo(SiloAddress? other) => string.CompareOrdinal(text, other?.text);

    /// <summary>Kind and address: <c>S127.0.0.1:11111:1</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(IsClient ? 'C' : 'S')}{Endpoint}:{Generation}");

    private static string Bracketed(string endpoint)
    {
        var colon = endpoint.LastIndexOf(':');
        return endpoint.IndexOf(':', StringComparison.Ordinal) == colon || endpoint.StartsWith('[')
            ? endpoint
            : $"[{endpoint[..colon]}]{endpoint[colon..]}";
    }
}
