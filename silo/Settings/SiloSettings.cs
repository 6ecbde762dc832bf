using System.Collections.Immutable;
using System.Net;
using ReAgent.Contracts.Scheduling;

namespace ReAgent.Silo.Settings;

/// <summary>All that a silo process is told when it starts.</summary>
public sealed partial record SiloSettings
{
    /// <summary>Folder under which everything is read and written.</summary>
    public string DataRoot { get; init; } = ".";

    /// <summary>How many pieces of work run at once.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>The silo's name.</summary>
    public string SiloName { get; init; } = Environment.MachineName;

    /// <summary>What the silo is for; see <see cref="SiloTraits"/>.</summary>
    public ImmutableArray<string> Roles { get; init; } = [SiloTraits.DataRole, SiloTraits.TrainerRole];

    /// <summary>Accelerators.</summary>
    public ImmutableArray<string> Devices { get; init; } = [];

    /// <summary>Name of the cluster.</summary>
    public string ClusterId { get; init; } = "reagent";

    /// <summary>Address that others reach the silo at.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Whether it listens on all addresses.</summary>
    public bool ListenAny { get; init; }

    /// <summary>Port for silos.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>Port for clients; 0 for none.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>Address at which health is served.</summary>
    public IPAddress HttpAddress { get; init; } = IPAddress.Loopback;

    /// <summary>Port at which health is served; 0 for none.</summary>
    public int HttpPort { get; init; } = 8080;

    /// <summary>Kind of database.</summary>
    public DatabaseKind DatabaseKind { get; init; }

    /// <summary>Connection string of the database; null for a cluster of its own in memory.</summary>
    public string? Database { get; init; }

    /// <summary>File that holds the connection string.</summary>
    public string? DatabaseFile { get; init; }

    /// <summary>Whether missing tables are created at start.</summary>
    public bool DatabasePrepare { get; init; } = true;

    /// <summary>PEM file of the own certificate and what is between it and the authority.</summary>
    public string? TlsCertificate { get; init; }

    /// <summary>PEM file of the certificate's key.</summary>
    public string? TlsKey { get; init; }

    /// <summary>PEM file of the authorities that peers' certificates must come from.</summary>
    public string? TlsAuthority { get; init; }

    /// <summary>File that says which token has which role.</summary>
    public string? TokensFile { get; init; }

    /// <summary>How long a silo may be silent.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Time for a graceful stop.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Longest message in bytes.</summary>
    public int MaxMessageBytes { get; init; } = 4 << 20;

    /// <summary>How often a piece of work is tried.</summary>
    public int MaxTries { get; init; } = 5;

    /// <summary>How log entries are written.</summary>
    public LogFormat LogFormat { get; init; }

    /// <summary>True when neither silos nor clients of other machines can reach it.</summary>
    public bool IsLoopbackOnly => !ListenAny && IPAddress.IsLoopback(Address);

    /// <summary>True when connections are encrypted.</summary>
    public bool UsesTls => TlsCertificate is not null;

    /// <summary>Everything but secrets.</summary>
    public override string ToString() => $"silo {SiloName} of cluster {ClusterId} at {Address}:{SiloPort}, data root {DataRoot}";
}
