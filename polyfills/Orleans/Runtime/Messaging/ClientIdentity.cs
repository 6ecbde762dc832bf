namespace Orleans.Runtime;

/// <summary>
/// Identities of callers that are no grains: a client, or what runs in a silo outside grains. An object given an address by
/// <see cref="IGrainFactory.CreateObjectReference{T}"/> has its client's identity and a number of its own: <c>sys.client/name+number</c>.
/// </summary>
internal static class ClientIdentity
{
    private const string HostPrefix = "hosted-";
    private static readonly GrainType ClientType = GrainType.Create("sys.client");

    public static bool Is(GrainId grainId) => grainId.Type == ClientType;

    public static GrainId Of(string name) => GrainId.Create(ClientType, name);

    public static GrainId OfHost(SiloAddress silo) => GrainId.Create(ClientType, HostPrefix + silo.ToParsableString());

    public static GrainId OfObject(GrainId client, long number) => GrainId.Create(ClientType, $"{client.Key}+{number:x}");

    /// <summary>The client to which an object belongs.</summary>
    public static GrainId ClientOf(GrainId grainId)
    {
        var key = grainId.Key.Text;
        var plus = key.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? grainId : GrainId.Create(ClientType, key[..plus]);
    }

    /// <summary>The silo that hosts a caller; null for clients.</summary>
    public static SiloAddress? HostSilo(GrainId client) =>
        client.Key.Text.StartsWith(HostPrefix, StringComparison.Ordinal)
            ? SiloAddress.FromParsableString(client.Key.Text[HostPrefix.Length..])
            : null;
}
