namespace ReAgent.Environments.Actions;

/// <summary>
/// A vector of real numbers in a closed box. An action outside of the box is played as its nearest point: environments clip, as Gym's do.
/// </summary>
/// <param name="Bounds">One interval per number of the action, in order.</param>
public sealed record BoxActions(IReadOnlyList<ActionBound> Bounds) : ActionSpace
{
    public override int Count => 0;

    public override int Width => Bounds.Count;

    /// <summary>Product of the intervals' lengths: the uniform density on the box is its inverse.</summary>
    public double Volume => Bounds.Aggregate(1.0, (volume, bound) => volume * (bound.High - bound.Low));

    public override string? Refuse(EnvironmentAction action)
    {
        if (!action.IsContinuous)
        {
            return $"actions are vectors of {Width} numbers, but the discrete action {action.Index} was played.";
        }

        if (action.Values.Length != Width)
        {
            return $"an action has {Width} numbers, not {action.Values.Length}.";
        }

        for (var i = 0; i < Width; i++)
        {
            if (!double.IsFinite(action.Values[i]))
            {
                return $"{Bounds[i].Name} is {action.Values[i]}, but must be a finite number.";
            }
        }

        return null;
    }
}

/// <summary>The interval of one number of a continuous action.</summary>
/// <param name="Name">What it is, in snake_case, with the unit where there is one.</param>
/// <param name="Low">Smallest value.</param>
/// <param name="High">Largest value, above <paramref name="Low"/>.</param>
public sealed record ActionBound(string Name, double Low, double High);
