namespace ReAgent.Evaluation.Reports;

/// <summary>How the policy was trained.</summary>
/// <param name="Model">Name of the model and its trainer: <c>DiscreteDQN</c>.</param>
/// <param name="Epochs">Passes over the training transitions.</param>
/// <param name="Steps">Optimizer steps.</param>
/// <param name="BatchSize">Transitions per step.</param>
/// <param name="Curves">What was measured while training, in the order in which to show it.</param>
/// <param name="EstimatesByEpoch">
/// Normalized counterfactual estimates after each epoch, one curve per estimator. They are diagnostics: to choose an epoch by them is to
/// fit the held-out data.
/// </param>
public sealed record TrainingSummary(
    string Model,
    int Epochs,
    long Steps,
    int BatchSize,
    IReadOnlyList<Curve> Curves,
    IReadOnlyList<Curve> EstimatesByEpoch);

/// <summary>A measured quantity over the course of training.</summary>
/// <param name="Name">Name of the series: <c>td_loss</c>, <c>Q of left</c>.</param>
/// <param name="Unit">Unit of the values: <c>squared reward</c>, <c>reward</c>.</param>
/// <param name="StepUnit">What the steps count: <c>training steps</c>, <c>epochs</c>.</param>
/// <param name="Points">The measurements, in rising order of their steps.</param>
/// <param name="Group">Curves with the same group share one chart of that title; null for a chart of its own.</param>
public sealed record Curve(string Name, string Unit, string StepUnit, IReadOnlyList<CurvePoint> Points, string? Group = null);
