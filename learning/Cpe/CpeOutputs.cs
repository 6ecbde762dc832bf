namespace ReAgent.Learning.Cpe;

/// <summary>What the policy would do, and what the model expects of it, for N logged rows. Matrices are row-major.</summary>
/// <param name="Count">N.</param>
/// <param name="ActionCount">A.</param>
/// <param name="Scores">[N, A] the policy's scores; finite also for impossible actions.</param>
/// <param name="Propensities">[N, A] probability with which the judged policy takes each action; 0 for impossible ones.</param>
/// <param name="PropensityOfLoggedAction">[N] probability with which the judged policy takes the logged action.</param>
/// <param name="BestActions">[N] the possible action with the highest score.</param>
/// <param name="Metrics">The reward, then the metrics logged beside it.</param>
public sealed record CpeOutputs(
    int Count,
    int ActionCount,
    float[] Scores,
    float[] Propensities,
    float[] PropensityOfLoggedAction,
    int[] BestActions,
    IReadOnlyList<CpeMetricOutputs> Metrics);
