using ReAgent.Environments.Actions;

namespace ReAgent.Environments;

/// <summary>What is known of an environment before it is played.</summary>
/// <param name="Name">Name in the catalog, for example <c>CartPole-v1</c>.</param>
/// <param name="Observation">The numbers of an observation, in order.</param>
/// <param name="Actions">The actions that can be played.</param>
/// <param name="TimeLimit">Steps after which an episode is truncated; at least 1.</param>
public sealed record EnvironmentDescription(
    string Name,
    IReadOnlyList<ObservedQuantity> Observation,
    ActionSpace Actions,
    int TimeLimit)
{
    /// <summary>How many numbers an observation has.</summary>
    public int ObservationSize => Observation.Count;
}
