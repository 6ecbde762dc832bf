using System.Diagnostics;

namespace ReAgent.Evaluation.Telemetry;

/// <summary>What an evaluation tells whoever listens: a span for each estimator.</summary>
internal static class EvaluationTelemetry
{
    private static readonly ActivitySource Source = new("ReAgent.Evaluation");

    /// <summary>Begins the span of an estimator; null when nobody listens.</summary>
    /// <param name="estimator">Its key.</param>
    /// <param name="outcome">What is estimated: the reward, or a metric.</param>
    public static Activity? Estimator(string estimator, string outcome) =>
        Source.StartActivity("estimate")?.SetTag("reagent.estimator", estimator).SetTag("reagent.outcome", outcome);
}
