using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ReAgent.Learning.Telemetry;

/// <summary>What a training loop tells whoever listens: spans for epochs and checkpoints, and how many steps it does and how long each takes.</summary>
/// <remarks>A step that nobody measures costs the reading of a flag.</remarks>
internal static class TrainingTelemetry
{
    private static readonly ActivitySource Source = new("ReAgent.Training");
    private static readonly Meter Meter = new("ReAgent");
    private static readonly Counter<long> Steps = Meter.CreateCounter<long>("reagent.training.steps", "{step}", "Training steps done");
    private static readonly Histogram<double> StepDuration = Meter.CreateHistogram(
        "reagent.training.step.duration",
        "s",
        "Time from one training step's rows being ready to the trainer's return; on an accelerator the work that it queues goes on",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5],
        });

    /// <summary>Begins the span of an epoch; null when nobody listens.</summary>
    public static Activity? Epoch(int epoch) => Source.StartActivity("epoch")?.SetTag("reagent.training.epoch", epoch);

    /// <summary>Begins the span of a checkpoint; null when nobody listens.</summary>
    public static Activity? Checkpoint(long step) => Source.StartActivity("checkpoint")?.SetTag("reagent.training.step", step);

    /// <summary>When a step begins; 0 when nobody measures.</summary>
    public static long BeginStep() => StepDuration.Enabled || Steps.Enabled ? Stopwatch.GetTimestamp() : 0;

    /// <summary>Counts a step and notes how long it took.</summary>
    /// <param name="began">What <see cref="BeginStep"/> said.</param>
    public static void EndStep(long began)
    {
        if (began != 0)
        {
            StepDuration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
            Steps.Add(1);
        }
    }
}
