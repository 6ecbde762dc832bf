using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Grains.Telemetry;

/// <summary>
/// How many experiments there are in each state. The list of experiments exists once in the cluster, so one silo reports; dispose it with the activation.
/// </summary>
public sealed class ExperimentsMeter : IDisposable
{
    private static readonly ImmutableArray<ExperimentState> States = [.. Enum.GetValues<ExperimentState>().Where(state => state != ExperimentState.Unknown)];

    private readonly Meter _meter = new(Meters.Name);
    private volatile IReadOnlyDictionary<ExperimentState, int> _counts = new Dictionary<ExperimentState, int>();

    /// <summary>Starts to report.</summary>
    public ExperimentsMeter() => _meter.CreateObservableGauge(
        "reagent.experiments",
        () => States.Select(state => new Measurement<int>(
            _counts.GetValueOrDefault(state), new KeyValuePair<string, object?>(Attributes.ExperimentState, state.ToString().ToLowerInvariant()))),
        "{experiment}",
        "Experiments by state");

    /// <summary>Says which experiments there are now. Call it whenever one has changed.</summary>
    public void Report(IEnumerable<ExperimentSummary> experiments) =>
        _counts = experiments.CountBy(experiment => experiment.State).ToDictionary(count => count.Key, count => count.Value);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
