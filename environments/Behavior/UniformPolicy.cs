using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Actions;

namespace ReAgent.Environments.Behavior;

/// <summary>
/// Plays at random: each possible discrete action with the same probability 1/k, or a point of the action box with the same density
/// 1/volume everywhere.
/// </summary>
/// <param name="actions">The actions of the environment that is played.</param>
public sealed class UniformPolicy(ActionSpace actions) : IBehaviorPolicy
{
    /// <exception cref="ArgumentException">A span has the wrong length, or no action is possible.</exception>
    public BehaviorChoice Choose(
        ReadOnlySpan<double> observation,
        ReadOnlySpan<bool> possibleActions,
        RandomStream random,
        Span<double> continuous)
    {
        if (possibleActions.Length != actions.Count)
        {
            throw new ArgumentException($"The mask has length {actions.Count}, not {possibleActions.Length}.", nameof(possibleActions));
        }

        if (continuous.Length != actions.Width)
        {
            throw new ArgumentException($"A continuous action has {actions.Width} numbers, not {continuous.Length}.", nameof(continuous));
        }

        return actions is BoxActions box ? InBox(box, random, continuous) : AmongPossible(possibleActions, random);
    }

    private static BehaviorChoice AmongPossible(ReadOnlySpan<bool> possible, RandomStream random)
    {
        var count = possible.Count(true);
        if (count == 0)
        {
            throw new ArgumentException("No action is possible.", nameof(possible));
        }

        var skip = random.NextInt(count);
        var index = 0;
        while (!possible[index] || skip-- > 0)
        {
            index++;
        }

        return new BehaviorChoice(index, 1.0 / count);
    }

    private static BehaviorChoice InBox(BoxActions box, RandomStream random, Span<double> action)
    {
        for (var i = 0; i < action.Length; i++)
        {
            action[i] = random.NextDouble(box.Bounds[i].Low, box.Bounds[i].High);
        }

        return new BehaviorChoice(-1, 1 / box.Volume);
    }
}
