using ReAgent.Data.Features;

namespace ReAgent.Data.Batches;

/// <summary>How timeline rows become training rows: which features, actions and metrics, in which order.</summary>
/// <param name="State">Normalization of the state features.</param>
/// <param name="ActionNames">Names of the discrete actions, in index order; empty when actions are continuous.</param>
/// <param name="Actions">Scaling of continuous actions; null when actions are discrete.</param>
/// <param name="MetricNames">Metrics to read beside the reward, sorted.</param>
public sealed record TransitionEncoding(
    FeatureTransform State, IReadOnlyList<string> ActionNames, ActionScaling? Actions, IReadOnlyList<string> MetricNames);
