using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Actions;

namespace ReAgent.Environments;

/// <summary>
/// A simulated world: <see cref="Reset"/> begins an episode, <see cref="Step"/> plays one action. An episode ends either because the
/// world says so (<see cref="StepResult.Terminated"/>: nothing can follow) or because its time is up
/// (<see cref="StepResult.Truncated"/>: it would have gone on, so a learner bootstraps from the last observation).
/// </summary>
/// <remarks>
/// Deterministic: the same random stream and the same actions give the same episode. An instance plays one episode at a time and is not
/// thread-safe; collectors that play in parallel create one each. New environments derive from <see cref="Simulation"/>.
/// </remarks>
public interface IEnvironment
{
    /// <summary>Name, observation, actions and time limit.</summary>
    EnvironmentDescription Description { get; }

    /// <summary>Begins an episode and writes its first observation.</summary>
    /// <param name="random">The episode's chance: the environment keeps it and draws from it until the next reset.</param>
    /// <param name="observation">[<see cref="EnvironmentDescription.ObservationSize"/>] receives the first observation.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    void Reset(RandomStream random, Span<double> observation);

    /// <summary>Plays one action and writes the observation that follows, also when the episode ends with it.</summary>
    /// <param name="action">An action of <see cref="EnvironmentDescription.Actions"/>.</param>
    /// <param name="next">[<see cref="EnvironmentDescription.ObservationSize"/>] receives the next observation.</param>
    /// <exception cref="ArgumentException">The action is not of this environment's space, or the span has another length.</exception>
    /// <exception cref="InvalidOperationException">No episode is under way: <see cref="Reset"/> comes first.</exception>
    StepResult Step(EnvironmentAction action, Span<double> next);

    /// <summary>
    /// Says which actions are possible now. All are, unless the environment has rules; for continuous actions there is nothing to say.
    /// </summary>
    /// <param name="mask">[number of discrete actions] receives true where the action is possible; empty for continuous actions.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    void PossibleActions(Span<bool> mask);
}
