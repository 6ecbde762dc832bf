using System.Data.Common;
using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using ReAgent.Grains;
using ReAgent.Grains.Work;
using ReAgent.Silo.Health;
using ReAgent.Silo.Logs;
using ReAgent.Silo.Security;
using ReAgent.Silo.Settings;
using ReAgent.Silo.Shutdown;

namespace ReAgent.Silo;

public static partial class SiloHost
{
    /// <summary>A silo of a cluster, in a process of its own.</summary>
    /// <param name="settings">Checked settings.</param>
    /// <param name="configure">Adds to the services, such as telemetry.</param>
    public static IHost Build(SiloSettings settings, Action<HostApplicationBuilder>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "ReAgent.Silo" });
        AddLogs(builder.Logging, settings);
        builder.Services.AddReAgentGrains(
            settings.DataRoot, settings.Workers, settings.Devices, new WorkLimits { MaxTries = settings.MaxTries }, confinesLinks: true);
        AddShutdown(builder.Services, settings);

        // Hosted services start in this order and stop in the other one: health is told all the time, and the tables are there before the silo.
        AddHealth(builder.Services, settings);
        if (settings is { Database: not null, DatabasePrepare: true })
        {
            builder.Services.AddHostedService(services => new DatabasePreparation(
                settings, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<DatabasePreparation>>()));
        }

        var certificates = AddSecurity(builder.Services, settings);
        builder.UseOrleans(silo =>
        {
            JoinCluster(silo, settings);
            silo.ConfigureEndpoints(settings.Address, settings.SiloPort, settings.GatewayPort, settings.ListenAny);
            silo.Configure<Orleans.Configuration.SiloOptions>(named => named.SiloName = settings.SiloName);
            silo.Configure<SiloMessagingOptions>(messages => messages.MaxMessageBodySize = settings.MaxMessageBytes);
            silo.UseSiloMetadata(Traits(settings.SiloName, settings.Workers, settings.Roles, settings.Devices));
            silo.AddActivityPropagation();
            silo.AddIncomingGrainCallFilter<CallerAuthorization>();
            certificates?.Secure(silo, settings.GatewayPort);
            silo.Services.AddSingleton<IFatalErrorHandler>(services => services.GetRequiredService<LostPlace>());
        });
        configure?.Invoke(builder);
        return builder.Build();
    }

    private static void JoinCluster(ISiloBuilder silo, SiloSettings settings)
    {
        if (settings.Database is null)
        {
            silo.UseLocalhostClustering(
                settings.SiloPort, settings.GatewayPort, new IPEndPoint(settings.Address, settings.SiloPort), Service, settings.ClusterId);
            silo.AddMemoryGrainStorageAsDefault();
            silo.UseInMemoryReminderService();
            return;
        }

        var invariant = ConnectionStrings.Invariant(settings.DatabaseKind);
        var connection = ConnectionStrings.ForSilo(settings);
        silo.Configure<ClusterOptions>(cluster => (cluster.ServiceId, cluster.ClusterId) = (Service, settings.ClusterId));
        silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (invariant, connection));
        silo.AddAdoNetGrainStorageAsDefault(options => (options.Invariant, options.ConnectionString) = (invariant, connection));
        silo.UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (invariant, connection));

        // A silo is dead after so many probes without an answer, or renewals that it missed. One witness is enough.
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = settings.Lease / membership.NumMissedProbesLimit;
            membership.NumVotesForDeathDeclaration = 1;
        });
    }

    private static PeerCertificates? AddSecurity(IServiceCollection services, SiloSettings settings)
    {
        services.AddSingleton(provider => new CallerRegister(
            settings.TokensFile, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<CallerRegister>>()));
        if (!settings.UsesTls)
        {
            return null;
        }

        // TLS is set up before there are services; what is logged meanwhile waits for the log.
        var logger = new LateLogger<PeerCertificates>();
        var certificates = new PeerCertificates(
            new TlsFiles(settings.TlsCertificate!, settings.TlsKey!, settings.TlsAuthority!), TimeProvider.System, logger);
        services.AddSingleton(provider =>
        {
            logger.Target = provider.GetRequiredService<ILoggerFactory>().CreateLogger<PeerCertificates>();
            return certificates;
        });
        services.AddHostedService(provider => new Held(provider.GetRequiredService<PeerCertificates>()));
        return certificates;
    }

    private static void AddHealth(IServiceCollection services, SiloSettings settings)
    {
        services.AddSingleton(provider => new DataRootProbe(
            settings.DataRoot, settings.SiloName, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<DataRootProbe>>()));
        if (settings.Database is not null)
        {
            services.AddSingleton<DbDataSource>(_ => (settings.DatabaseKind == DatabaseKind.PostgreSql
                ? (DbProviderFactory)NpgsqlFactory.Instance
                : SqliteFactory.Instance).CreateDataSource(ConnectionStrings.ForSilo(settings)));
            services.AddSingleton(provider => new DatabaseProbe(
                provider.GetRequiredService<DbDataSource>(), settings.Lease, provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<DatabaseProbe>>()));
        }

        services.AddSingleton(provider => new SiloHealth(
            () => provider.GetRequiredService<ISiloStatusOracle>().CurrentStatus,
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<LostPlace>(),
            provider.GetRequiredService<DataRootProbe>(),
            provider.GetService<DatabaseProbe>()));
        if (settings.HttpPort != 0)
        {
            services.AddHostedService(provider => new HealthEndpoint(
                new IPEndPoint(settings.HttpAddress, settings.HttpPort),
                provider.GetRequiredService<SiloHealth>(),
                provider.GetRequiredService<ILoggerFactory>()));
        }
    }

    private static void AddShutdown(IServiceCollection services, SiloSettings settings)
    {
        services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = settings.Drain);
        services.AddSingleton<ProcessEnd>();
        services.AddSingleton(provider => new LostPlace(
            provider.GetRequiredService<ILogger<LostPlace>>(), provider.GetRequiredService<ProcessEnd>().Now));
        services.AddSingleton<IHostLifetime>(provider => new StopSignals(
            provider.GetRequiredService<IHostApplicationLifetime>(), settings.Drain, provider.GetRequiredService<ILogger<StopSignals>>(),
            provider.GetRequiredService<ProcessEnd>().Now));
    }

    private static void AddLogs(ILoggingBuilder logging, SiloSettings settings)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Orleans", LogLevel.Warning);

        // What keeps a host from starting or stopping is told by the silo's process.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        var secrets = new Secrets(settings.Database is { } database ? ConnectionStrings.SecretsOf(database) : []);
        logging.Services.AddSingleton<ConsoleFormatter>(new SiloConsoleFormatter(settings.LogFormat, secrets, TimeProvider.System));
        logging.AddConsole(console => console.FormatterName = SiloConsoleFormatter.FormatterName);
    }

    // The container disposes what it has made; this is made because the host starts it.
    private sealed class Held(PeerCertificates certificates) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.FromResult(certificates);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
