using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Orleans;
using ReAgent.Contracts.Experiments;
using ReAgent.Silo;

namespace ReAgent.Client.Experiments;

/// <summary>A silo in this process: nothing has to be started first.</summary>
internal sealed class EmbeddedSilo : IExperimentHost
{
    private readonly IHost _host;

    private EmbeddedSilo(IHost host) => _host = host;

    /// <summary>Starts the silo.</summary>
    /// <param name="options">Where it reads and writes, and how much it may do at once.</param>
    /// <param name="verbose">True to write its log to standard error.</param>
    /// <param name="addTelemetry">Adds the process's telemetry.</param>
    public static async Task<IExperimentHost> Start(HostOptions options, bool verbose, Action<IServiceCollection>? addTelemetry = null)
    {
        var host = SiloHost.BuildStandalone(
            new SiloOptions { DataRoot = options.DataRoot, Workers = options.Workers },
            logging =>
            {
                addTelemetry?.Invoke(logging.Services);
                if (verbose)
                {
                    logging.SetMinimumLevel(LogLevel.Information);
                    logging.AddSimpleConsole();
                    // Standard output belongs to the views.
                    logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
                }
            });
        await host.StartAsync();
        return new EmbeddedSilo(host);
    }

    /// <inheritdoc/>
    public bool Outlives => false;

    /// <inheritdoc/>
    public IExperimentGrain Experiment(string name) => _host.Services.GetRequiredService<IGrainFactory>().GetGrain<IExperimentGrain>(name);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
        else
        {
            _host.Dispose();
        }
    }
}
