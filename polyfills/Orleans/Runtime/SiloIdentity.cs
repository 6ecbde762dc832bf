using System.Buffers.Binary;
using System.Diagnostics;
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

        // Seconds since 2022 tell this run of a silo from earlier ones at the same endpoint.
        var started = clock.GetUtcNow() - new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);
        SiloAddress = SiloAddress.New(new IPEndPoint(address, endpoints.Value.SiloPort), (int)Math.Max(1, started.TotalSeconds));
        GatewayAddress = endpoints.Value.GatewayPort == 0
            ? null
            : SiloAddress.New(new IPEndPoint(address, endpoints.Value.GatewayPort), SiloAddress.Generation);
        Name = silo.Value.SiloName ?? $"Silo_{StableHash.Of(SiloAddress.ToParsableString()):x5}"[..10];
        ClusterId = cluster.Value.ClusterId;
        unique = ((long)SiloAddress.GetConsistentHashCode() << 32) ^ ((long)Environment.ProcessId << 16) ^ Stopwatch.GetTimestamp();
    }

    public string Name { get; }

    public string ClusterId { get; }

    public string DnsHostName => Dns.GetHostName();

    public SiloAddress SiloAddress { get; }

    public SiloAddress? GatewayAddress { get; }

    /// <summary>An identifier that no other silo gives out, nor an earlier run of this one.</summary>
    public Guid NewGuid(long number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, unique);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], number);
        return new(bytes);
    }
}
