using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ReAgent.Grains.Telemetry;

/// <summary>Metrics of the trainings that this silo does now. They fall silent with the training's end, so that no alarm hangs on a finished one.</summary>
public sealed class TrainingMeter : IDisposable
{
    private readonly Meter _meter = new(Meters.Name);
    private readonly ConcurrentDictionary<TrainingGauges, bool> _trainings = [];
    private readonly ObservableGauge<double> _gradient;

    /// <param name="time">The clock that checkpoints' ages are measured by.</param>
    public TrainingMeter(TimeProvider time)
    {
        Time = time;
        _meter.CreateObservableGauge("reagent.training.loss", () => All(training => training.Losses), "1", "Losses: means over the last few steps");
        _meter.CreateObservableGauge("reagent.training.q_value", () => All(training => training.Values), "1", "Values that the policy expects: means over the last few steps");
        _gradient = _meter.CreateObservableGauge("reagent.training.gradient.norm", () => All(training => training.Gradients), "1", "Length of a network's gradient at the last step");
        _meter.CreateObservableGauge(
            "reagent.training.checkpoint.age", () => All(training => training.CheckpointAge), "s", "Time since the last checkpoint, or since the training began on this silo");
    }

    /// <summary>Whether anybody wants gradients measured.</summary>
    public bool WantsGradients => _gradient.Enabled;

    internal TimeProvider Time { get; }

    /// <summary>Reports on a training until it is disposed.</summary>
    /// <param name="folder">The experiment's folder.</param>
    public TrainingGauges Begin(string folder)
    {
        var training = new TrainingGauges(this, folder);
        _trainings[training] = true;
        return training;
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void End(TrainingGauges training) => _trainings.TryRemove(training, out _);

    private IEnumerable<Measurement<double>> All(Func<TrainingGauges, IEnumerable<Measurement<double>>> part) => _trainings.Keys.SelectMany(part);
}
