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
    private readonly ObservableGauge<int> _queue;
    private volatile ClusterLoad _load = new([], []);

    /// <summary>Starts to report.</summary>
    public SchedulerMeter()
    {
        _queue = _meter.CreateObservableGauge("reagent.queue.length", Queue, "{item}", "Pieces of work that wait for a place");
        _meter.CreateObservableGauge("reagent.places.used", () => _load.Silos.Select(silo => new Measurement<int>(silo.Work.Length, Of(silo))), "{place}", "Places in use");
        _meter.CreateObservableGauge("reagent.places", () => _load.Silos.Select(silo => new Measurement<int>(silo.Workers, Of(silo))), "{place}", "Places for work");
    }

    /// <summary>Whether anybody listens: where nobody does, the load need not be found out.</summary>
    public bool IsHeard => _queue.Enabled;

    /// <summary>Says what the load is now. Call it whenever it has changed.</summary>
    public void Report(ClusterLoad load) => _load = load;

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    // An empty queue is worth saying: an alarm on a long one has to end.
    private IEnumerable<Measurement<int>> Queue() => _load.Experiments.IsEmpty
        ? [new Measurement<int>(0)]
        : _load.Experiments.Select(experiment => new Measurement<int>(experiment.Waiting, new KeyValuePair<string, object?>(Attributes.Experiment, experiment.Name)));

    private static KeyValuePair<string, object?> Of(SiloLoad silo) => new("reagent.silo", silo.Name);
}
