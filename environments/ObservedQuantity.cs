namespace ReAgent.Environments;

/// <summary>One number of an observation. Its position in the observation is its feature id.</summary>
/// <param name="Name">What it measures, in snake_case, with the unit where there is one.</param>
/// <param name="Low">No observation is below; may be negative infinity.</param>
/// <param name="High">No observation is above; may be positive infinity.</param>
public sealed record ObservedQuantity(string Name, double Low, double High)
{
    /// <summary>The id that the number stands for besides; null for none.</summary>
    public ObservedId? Id { get; init; }
}
