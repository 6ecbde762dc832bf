using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Actions;

namespace ReAgent.Environments;

/// <summary>
/// Base of the environments. It keeps the rules that all share (time limit, valid actions, no step without an episode), so that a
/// derived class holds nothing but its world: <see cref="Begin"/> and <see cref="Advance"/>.
/// </summary>
/// <param name="description">What the derived environment is.</param>
public abstract class Simulation(EnvironmentDescription description) : IEnvironment
{
    private RandomStream? _random;
    private int _steps;
    private bool _underWay;

    public EnvironmentDescription Description { get; } = description;

    /// <summary>The episode's chance, for worlds that draw while they are played.</summary>
    protected RandomStream Random =>
        _random ?? throw new InvalidOperationException($"{Description.Name}: no episode is under way; call Reset first.");

    public void Reset(RandomStream random, Span<double> observation)
    {
        ArgumentNullException.ThrowIfNull(random);
        CheckLength(observation.Length, Description.ObservationSize, "an observation", nameof(observation));
        _random = random;
        _steps = 0;
        _underWay = true;
        Begin(observation);
    }

    public StepResult Step(EnvironmentAction action, Span<double> next)
    {
        if (!_underWay)
        {
            throw new InvalidOperationException(
                $"{Description.Name}: no episode is under way; call Reset before the first step and after an episode has ended.");
        }

        CheckLength(next.Length, Description.ObservationSize, "an observation", nameof(next));
        if (Description.Actions.Refuse(action) is { } reason)
        {
            throw new ArgumentException($"{Description.Name}: {reason}", nameof(action));
        }

        var (reward, terminated) = Advance(action, next);
        _steps++;
        var truncated = !terminated && _steps >= Description.TimeLimit;
        _underWay = !terminated && !truncated;
        return new StepResult(reward, terminated, truncated);
    }

    public void PossibleActions(Span<bool> mask)
    {
        CheckLength(mask.Length, Description.Actions.Count, "a mask", nameof(mask));
        mask.Fill(true);
        Restrict(mask);
    }

    /// <summary>Puts the world in its first state and writes the first observation.</summary>
    protected abstract void Begin(Span<double> observation);

    /// <summary>Moves the world by one valid action and writes the next observation.</summary>
    /// <returns>The step's reward, and whether the world ended the episode.</returns>
    protected abstract (double Reward, bool Terminated) Advance(EnvironmentAction action, Span<double> next);

    /// <summary>Clears the entries of actions that are impossible now. At least one must stay.</summary>
    /// <param name="mask">[number of discrete actions] all true on entry.</param>
    protected virtual void Restrict(Span<bool> mask)
    {
    }

    private void CheckLength(int actual, int expected, string what, string parameter)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"{Description.Name}: {what} has length {expected}, not {actual}.", parameter);
        }
    }
}
