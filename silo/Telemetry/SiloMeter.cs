using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;
using ReAgent.Grains.Telemetry;

namespace ReAgent.Silo.Telemetry;

/// <summary>How many silos this one sees. Every silo says so: where they differ, the network is parted.</summary>
internal sealed class SiloMeter(IServiceProvider services) : IHostedService, IDisposable
{
    private readonly Meter _meter = new(Meters.Name);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A client's host has no such knowledge.
        if (services.GetService<ISiloStatusOracle>() is { } silos)
        {
            _meter.CreateObservableGauge("reagent.silos.active", () => silos.GetApproximateSiloStatuses(onlyActive: true).Count, "{silo}", "Active silos, as this silo sees them");
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _meter.Dispose();
}
