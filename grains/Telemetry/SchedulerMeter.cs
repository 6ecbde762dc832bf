using System.Diagnostics.Metrics;
using ReAgent.Contracts.Scheduling;

namespace ReAgent.Grains.Telemetry;

/// <summary>
/// What the scheduler knows, as metrics: the queue, and the places in use. There is one scheduler in the cluster, so one silo reports them; dispose
/// it with the activation, so that the silo that had the scheduler before falls silent.
/// </summary>
public sealed class SchedulerMeter : IDisposable
{
    private readonly Meter _meter = new(Meters.Name);
    private volatile ClusterLoad _load = new([], []);

    /// <summary>Starts to report.</summary>
    public SchedulerMeter()
    {
        _meter.CreateObservableGauge(
            "reagent.queue.length",
            () => _load.Experiments.Select(experiment => new Measurement<int>(experiment.Waiting, new KeyValuePair<string, object?>(Attributes.Experiment, experiment.Name))),
            "{item}",
            "Pieces of work that wait for a place");
        _meter.CreateObservableGauge("reagent.places.used", () => _load.Silos.Select(silo => new Measurement<int>(silo.Work.Length, Silo(silo))), "{place}", "Places in use");
        _meter.CreateObservableGauge("reagent.places", () => _load.Silos.Select(silo => new Measurement<int>(silo.Workers, Silo(silo))), "{place}", "Places for work");
    }

    /// <summary>Says what the load is now. Call it whenever it has changed; nothing is kept of it but the reference.</summary>
    public void Report(ClusterLoad load) => _load = load;

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Silo(SiloLoad silo) => new("reagent.silo", silo.Name);
}
