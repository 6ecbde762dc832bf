using ReAgent.Environments.Actions;

namespace ReAgent.Environments.Behavior;

/// <summary>An action that a behavior policy chose.</summary>
/// <param name="Index">Index of the discrete action; −1 when the action is continuous.</param>
/// <param name="Propensity">
/// Probability of the discrete action in (0, 1], or the probability density at the continuous one, above 0.
/// </param>
public readonly record struct BehaviorChoice(int Index, double Propensity)
{
    /// <summary>The choice as an action that an environment plays.</summary>
    /// <param name="continuous">The numbers that the policy wrote; ignored for a discrete action.</param>
    public EnvironmentAction ToAction(ReadOnlySpan<double> continuous) =>
        Index < 0 ? EnvironmentAction.Continuous(continuous) : EnvironmentAction.Discrete(Index);
}
