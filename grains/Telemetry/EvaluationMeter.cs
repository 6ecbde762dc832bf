using System.Diagnostics.Metrics;
using ReAgent.Evaluation.Results;

namespace ReAgent.Grains.Telemetry;

/// <summary>What an evaluation says about the log that it rests on.</summary>
internal static class EvaluationMeter
{
    private static readonly Meter Meter = new(Meters.Name);
    private static readonly Gauge<double> EffectiveSampleSize = Meter.CreateGauge<double>(
        "reagent.evaluation.effective_sample_size", "{observation}", "Number of equally weighted observations that would say as much as the weighted ones of the last evaluation");

    /// <summary>Reports the weights behind an evaluation.</summary>
    /// <param name="folder">The experiment's folder.</param>
    /// <param name="report">What was found.</param>
    public static void Record(string folder, CpeReport report)
    {
        var experiment = new KeyValuePair<string, object?>(Attributes.Folder, folder);
        EffectiveSampleSize.Record(report.Diagnostics.StepWeights.EffectiveSampleSize, experiment, new("reagent.weights", "step"));
        EffectiveSampleSize.Record(report.Diagnostics.EpisodeWeights.EffectiveSampleSize, experiment, new("reagent.weights", "episode"));
    }
}
