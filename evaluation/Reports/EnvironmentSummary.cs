using System.Text.Json.Serialization;

namespace ReAgent.Evaluation.Reports;

/// <summary>What the policy earned when it was played.</summary>
/// <param name="Environment">Name of the environment.</param>
/// <param name="Episodes">Episodes played.</param>
/// <param name="MeanReturn">Mean undiscounted return of an episode and its interval; null when no episode was played.</param>
/// <param name="StandardDeviation">Standard deviation of the returns; null with fewer than two episodes.</param>
/// <param name="Minimum">Lowest return; null when no episode was played.</param>
/// <param name="Maximum">Highest return; null when no episode was played.</param>
/// <param name="Unit">Unit of every return: <c>reward per episode</c>.</param>
/// <param name="PassingBar">Mean return that the experiment asks for; null when it asks for none.</param>
/// <param name="Passed">Whether the mean return reaches the bar; null when there is no bar or no episode.</param>
/// <param name="Returns">Return of each episode, in the order they were played.</param>
/// <param name="ConfidenceLevel">Confidence level of the interval, in (0, 1).</param>
/// <param name="Reference">Another policy's return in the same environment; null when there is none to compare with.</param>
public sealed record EnvironmentSummary(
    string Environment,
    long Episodes,
    IntervalEstimate? MeanReturn,
    double? StandardDeviation,
    double? Minimum,
    double? Maximum,
    string Unit,
    double? PassingBar,
    bool? Passed,
    [property: JsonConverter(typeof(NumberRowConverter))] IReadOnlyList<double> Returns,
    double ConfidenceLevel = 0.95,
    ReferenceReturn? Reference = null);

/// <summary>What another policy earns in the same environment, usually the one that logged the data.</summary>
/// <param name="Policy">Whose return it is: <c>logging policy</c>.</param>
/// <param name="MeanReturn">Mean undiscounted return of an episode.</param>
/// <param name="Episodes">Episodes that the mean is over.</param>
public sealed record ReferenceReturn(string Policy, IntervalEstimate MeanReturn, long Episodes);
