using System.Collections.Immutable;
using ReAgent.Contracts.Scheduling;

namespace ReAgent.Silo.Settings;

public sealed partial record SiloSettings
{
    /// <summary>Every setting.</summary>
    public static ImmutableArray<Setting> All { get; } =
    [
        new("data-root", ".", "folder under which everything is read and written",
            (settings, value) => settings with { DataRoot = SettingValue.Text(value) }),
        new("workers", "cores", "pieces of work at once",
            (settings, value) => settings with { Workers = SettingValue.WholeNumber(value, 1, 4096) }),
        new("silo-name", "machine name", "name in logs and status",
            (settings, value) => settings with { SiloName = SettingValue.Text(value) }),
        new("roles", "data,trainer", "what the silo is for: data, trainer or both",
            (settings, value) => settings with { Roles = SettingValue.Names(value, SiloTraits.DataRole, SiloTraits.TrainerRole) }),
        new("devices", "(none)", "accelerators, such as cuda:0,cuda:1",
            (settings, value) => settings with { Devices = SettingValue.Devices(value) }),
        new("cluster-id", "reagent", "silos and clients of one cluster have the same",
            (settings, value) => settings with { ClusterId = SettingValue.Text(value) }),
        new("address", "127.0.0.1", "address (IP or host name) that others reach it at",
            (settings, value) => settings with { Address = SettingValue.Address(value) }),
        new("listen-any", "false", "listen on all addresses for silo and gateway ports; needs TLS, as does an address beyond loopback",
            (settings, value) => settings with { ListenAny = SettingValue.YesOrNo(value) }) { IsSwitch = true },
        new("silo-port", "11111", "port between silos",
            (settings, value) => settings with { SiloPort = SettingValue.WholeNumber(value, 1, 65535) }),
        new("gateway-port", "30000", "port for clients; 0: none",
            (settings, value) => settings with { GatewayPort = SettingValue.WholeNumber(value, 0, 65535) }),
        new("http-address", "127.0.0.1", "where health is served; may be 0.0.0.0 (serves no data)",
            (settings, value) => settings with { HttpAddress = SettingValue.Address(value) }),
        new("http-port", "8080", "port of /health/live, /health/ready and /health/startup; 0: none",
            (settings, value) => settings with { HttpPort = SettingValue.WholeNumber(value, 0, 65535) }),
        new("database-kind", "postgresql", "postgresql or sqlite",
            (settings, value) => settings with
            {
                DatabaseKind = SettingValue.Choice(value, ("postgresql", DatabaseKind.PostgreSql), ("sqlite", DatabaseKind.Sqlite)),
            }),
        new("database", "(none)", "connection string of membership, state and reminders; none: a cluster of its own in memory",
            (settings, value) => settings with { Database = SettingValue.Text(value) }) { IsSecret = true },
        new("database-file", "(none)", "file that holds the connection string (a mounted secret); read at start",
            (settings, value) => settings with { DatabaseFile = SettingValue.Text(value) }),
        new("database-prepare", "true", "create missing tables at start",
            (settings, value) => settings with { DatabasePrepare = SettingValue.YesOrNo(value) }) { IsSwitch = true },
        new("tls-certificate", "(none)", "PEM file: the silo's certificate, with what is between it and the authority; re-read when it changes",
            (settings, value) => settings with { TlsCertificate = SettingValue.Text(value) }),
        new("tls-key", "(none)", "PEM file: the certificate's key; re-read when it changes",
            (settings, value) => settings with { TlsKey = SettingValue.Text(value) }),
        new("tls-authority", "(none)", "PEM file: the authority that peers' certificates must come from; re-read when it changes",
            (settings, value) => settings with { TlsAuthority = SettingValue.Text(value) }),
        new("tokens-file", "(none)", "who may do what: lines 'role sha256-of-token-in-hex [name]'; re-read when it changes. Needed beyond loopback",
            (settings, value) => settings with { TokensFile = SettingValue.Text(value) }),
        new("lease-seconds", "6", "how long a silo may be silent before others take its grains",
            (settings, value) => settings with { Lease = TimeSpan.FromSeconds(SettingValue.Seconds(value, 1, 600)) }),
        new("drain-seconds", "25", "time for a graceful stop",
            (settings, value) => settings with { Drain = TimeSpan.FromSeconds(SettingValue.Seconds(value, 1, 3600)) }),
        new("max-message-mb", "4", "longest message",
            (settings, value) => settings with { MaxMessageBytes = SettingValue.WholeNumber(value, 1, 1023) << 20 }),
        new("max-tries", "5", "how often a piece of work that ends its process or hits a passing fault is tried",
            (settings, value) => settings with { MaxTries = SettingValue.WholeNumber(value, 1, 1000) }),
        new("log-format", "text", "text, or json (one object per line)",
            (settings, value) => settings with { LogFormat = SettingValue.Choice(value, ("text", LogFormat.Text), ("json", LogFormat.Json)) }),
    ];
}
