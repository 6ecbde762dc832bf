using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Messaging;
using Orleans.Runtime;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Scheduling;
using ReAgent.Silo.Security;

namespace ReAgent.Client.Clusters;

/// <summary>A connection to silos in other processes.</summary>
internal sealed class RemoteCluster : IClusterConnection
{
    private const string ServiceId = "reagent";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly IHost _host;
    private readonly PeerCertificates? _certificates;
    private readonly IGrainFactory _grains;

    private RemoteCluster(IHost host, PeerCertificates? certificates)
    {
        _host = host;
        _certificates = certificates;
        _grains = host.Services.GetRequiredService<IGrainFactory>();
    }

    /// <inheritdoc/>
    public bool Outlives => true;

    /// <inheritdoc/>
    public IExperimentDirectoryGrain Directory => _grains.GetGrain<IExperimentDirectoryGrain>(0);

    /// <inheritdoc/>
    public ISchedulerGrain Scheduler => _grains.GetGrain<ISchedulerGrain>(0);

    /// <inheritdoc/>
    public IManagementGrain Management => _grains.GetGrain<IManagementGrain>(0);

    /// <summary>Connects, trying for some seconds.</summary>
    /// <param name="target">The cluster.</param>
    /// <param name="errors">Where it is said that an answer is waited for.</param>
    /// <param name="verbose">True to write the log to standard error.</param>
    /// <exception cref="ClusterUnreachableException">No silo answers; the message says why, and what to look at.</exception>
    public static async Task<IClusterConnection> Connect(ClusterTarget target, TextWriter errors, bool verbose)
    {
        var certificates = target.Tls is { } tls ? Read(tls) : null;
        var host = Build(target, certificates, new Retries(target, errors, TimeProvider.System), verbose);
        try
        {
            await host.StartAsync();
            return new RemoteCluster(host, certificates);
        }
        catch (Exception exception)
        {
            await End(host, certificates);
            throw new ClusterUnreachableException($"The cluster at {target.Text} does not answer: {Reason(exception)} {Advice(target, certificates)}", exception);
        }
    }

    /// <inheritdoc/>
    public IExperimentGrain Experiment(string name) => _grains.GetGrain<IExperimentGrain>(name);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Nothing of the client's has to be brought to an end: what it asked for is remembered by the cluster.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _host.StopAsync(patience.Token);
        await End(_host, _certificates);
    }

    private static IHost Build(ClusterTarget target, PeerCertificates? certificates, IClientConnectionRetryFilter retries, bool verbose)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "ReAgent.Client" });
        builder.Logging.SetMinimumLevel(verbose ? LogLevel.Information : LogLevel.None);
        if (verbose)
        {
            builder.Logging.AddSimpleConsole();
            builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        }

        builder.UseOrleansClient(client =>
        {
            if (target.Names is { } names)
            {
                var gateways = new GatewayNames(() => GatewayList.Parse(names));
                client.Services.AddSingleton<IGatewayListProvider>(gateways);
                client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = gateways.MaxStaleness);
            }
            else
            {
                client.UseStaticClustering([.. target.Gateways]);
            }

            client.Configure<ClusterOptions>(cluster => (cluster.ServiceId, cluster.ClusterId) = (ServiceId, target.ClusterId));
            client.UseConnectionRetryFilter(retries);
            client.AddActivityPropagation();
            certificates?.Secure(client);
            if (target.Token is { } token)
            {
                CallerTokenSender.Use(client, token);
            }
        });
        return builder.Build();
    }

    private static PeerCertificates Read(TlsFiles files)
    {
        try
        {
            return new PeerCertificates(files, TimeProvider.System, NullLogger<PeerCertificates>.Instance);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new ClusterUnreachableException($"The certificates for the connection cannot be used: {exception.Message}", exception);
        }
    }

    private static string Reason(Exception exception)
    {
        var message = exception.GetBaseException().Message;
        return message.EndsWith('.') ? message : $"{message}.";
    }

    private static string Advice(ClusterTarget target, PeerCertificates? certificates)
    {
        var id = $"--cluster-id ('{target.ClusterId}')";
        return certificates switch
        {
            null => $"Is it up, and are address and {id} those of its silos? No certificate was given; if the silos have some, --tls-certificate, --tls-key and --tls-authority are wanted.",
            { LastRefusal: { } refusal } => $"A silo was refused from here: {refusal}. Is the file of --tls-authority that of this cluster?",
            _ => $"Is it up, are address and {id} those of its silos, and does --tls-certificate come from their authority? Why a silo refuses a certificate is in its log (event 2002).",
        };
    }

    private static async Task End(IHost host, PeerCertificates? certificates)
    {
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
        else
        {
            host.Dispose();
        }

        certificates?.Dispose();
    }

    // Silos that are just starting, or moving, answer a little later.
    private sealed class Retries(ClusterTarget target, TextWriter errors, TimeProvider time) : IClientConnectionRetryFilter
    {
        private readonly long _started = time.GetTimestamp();
        private bool _told;

        public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
        {
            if (time.GetElapsedTime(_started) > Patience)
            {
                return false;
            }

            if (!_told)
            {
                _told = true;
                await errors.WriteLineAsync($"Waiting for the cluster at {target.Text} ({Reason(exception).TrimEnd('.')}).");
            }

            await Task.Delay(Pause, time, cancellationToken);
            return true;
        }
    }
}
