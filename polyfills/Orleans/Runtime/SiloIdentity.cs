using System.Buffers.Binary;
using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>Who this silo is.</summary>
internal sealed class SiloIdentity : ILocalSiloDetails
{
    private readonly long unique;

    public SiloIdentity(IOptions<SiloOptions> silo, IOptions<ClusterOptions> cluster, IOptions<EndpointOptions> endpoints, TimeProvider clock)
    {
        var address = endpoints.Value.AdvertisedIPAddress ?? IPAddress.Loopback;

        // Seconds since 2022 tell this run of a silo from earlier ones at the same endpoint; two within a second differ by their number.
        var started = clock.GetUtcNow() - new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);
        unique = BinaryPrimitives.ReadInt64LittleEndian(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));
        SiloAddress = SiloAddress.New(new IPEndPoint(address, endpoints.Value.SiloPort), (int)Math.Max(1, started.TotalSeconds));
        GatewayAddress = endpoints.Value.GatewayPort == 0
            ? null
            : SiloAddress.New(new IPEndPoint(address, endpoints.Value.GatewayPort), SiloAddress.Generation);
        Name = silo.Value.SiloName ?? $"Silo_{StableHash.Of(SiloAddress.ToParsableString()):x5}"[..10];
        ClusterId = cluster.Value.ClusterId;
        DnsHostName = Dns.GetHostName();
    }

    public string Name { get; }

    public string ClusterId { get; }

    public string DnsHostName { get; }

    public SiloAddress SiloAddress { get; }

    public SiloAddress? GatewayAddress { get; }

    /// <summary>A number that no other silo gives out.</summary>
    public Guid NewGuid(long number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, unique);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], number);
        return new(bytes);
    }
}
