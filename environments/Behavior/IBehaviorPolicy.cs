using ReAgent.Contracts.Randomness;

namespace ReAgent.Environments.Behavior;

/// <summary>
/// The policy that plays while episodes are logged. It knows with which propensity it chose, because evaluation needs that.
/// </summary>
public interface IBehaviorPolicy
{
    /// <summary>Chooses an action for one observation.</summary>
    /// <param name="observation">[observation size] what the environment showed last.</param>
    /// <param name="possibleActions">[number of discrete actions] true where an action is possible; empty for continuous actions.</param>
    /// <param name="random">The only source of chance.</param>
    /// <param name="continuous">[width of a continuous action] receives the action's numbers; empty for discrete actions.</param>
    BehaviorChoice Choose(
        ReadOnlySpan<double> observation,
        ReadOnlySpan<bool> possibleActions,
        RandomStream random,
        Span<double> continuous);
}
