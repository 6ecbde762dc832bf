using System.Collections.Immutable;
using System.Diagnostics.Metrics;

namespace ReAgent.Grains.Telemetry;

/// <summary>What is known of one training at the moment. Set on the training thread, read on the exporter's.</summary>
public sealed class TrainingGauges : IDisposable
{
    private readonly TrainingMeter _meter;
    private readonly string _folder;
    private volatile ImmutableSortedDictionary<string, double> _readings = ImmutableSortedDictionary<string, double>.Empty;
    private volatile ImmutableSortedDictionary<string, double> _gradients = ImmutableSortedDictionary<string, double>.Empty;
    private long _checkpointed;

    internal TrainingGauges(TrainingMeter meter, string folder) => (_meter, _folder, _checkpointed) = (meter, folder, meter.Time.GetTimestamp());

    internal IEnumerable<Measurement<double>> Losses => Measure(_readings.Where(reading => reading.Key.EndsWith("loss", StringComparison.Ordinal)), "reagent.reading");

    internal IEnumerable<Measurement<double>> Values => Measure(_readings.Where(reading => reading.Key.StartsWith("q_value", StringComparison.Ordinal)), "reagent.reading");

    internal IEnumerable<Measurement<double>> Gradients => Measure(_gradients, "reagent.network");

    internal IEnumerable<Measurement<double>> CheckpointAge => [new(_meter.Time.GetElapsedTime(Interlocked.Read(ref _checkpointed)).TotalSeconds, Folder)];

    private KeyValuePair<string, object?> Folder => new(Attributes.Folder, _folder);

    /// <summary>Says what the last steps measured.</summary>
    public void Read(ImmutableSortedDictionary<string, double> readings) => _readings = readings;

    /// <summary>Says how long each network's gradient was.</summary>
    public void ReadGradients(ImmutableSortedDictionary<string, double> norms) => _gradients = norms;

    /// <summary>Says that a checkpoint is on disk.</summary>
    public void Checkpointed() => Interlocked.Exchange(ref _checkpointed, _meter.Time.GetTimestamp());

    /// <inheritdoc/>
    public void Dispose() => _meter.End(this);

    private IEnumerable<Measurement<double>> Measure(IEnumerable<KeyValuePair<string, double>> readings, string name) =>
        readings.Select(reading => new Measurement<double>(reading.Value, Folder, new KeyValuePair<string, object?>(name, reading.Key)));
}
