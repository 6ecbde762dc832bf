using ReAgent.Evaluation.Pages;

namespace ReAgent.Evaluation.Behavior;

/// <summary>A page whose missing propensities are estimated.</summary>
/// <param name="Page">The page, with them.</param>
/// <param name="Report">How good they are.</param>
public sealed record BehaviorEstimate(EvaluationPage Page, BehaviorReport Report);
