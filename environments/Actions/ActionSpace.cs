namespace ReAgent.Environments.Actions;

/// <summary>The actions of an environment: <see cref="DiscreteActions"/> or <see cref="BoxActions"/>.</summary>
public abstract record ActionSpace
{
    /// <summary>Length of a possible-actions mask: the number of discrete actions, 0 for continuous ones.</summary>
    public abstract int Count { get; }

    /// <summary>How many numbers a continuous action has; 0 for discrete ones.</summary>
    public abstract int Width { get; }

    /// <summary>Says why an action is not of this space; null when it is.</summary>
    public abstract string? Refuse(EnvironmentAction action);
}
