namespace ReAgent.Environments.Actions;

/// <summary>An action to play: the index of a discrete one or the numbers of a continuous one.</summary>
public readonly ref struct EnvironmentAction
{
    private EnvironmentAction(int index, ReadOnlySpan<double> values)
    {
        Index = index;
        Values = values;
    }

    /// <summary>Index of a discrete action; −1 when the action is continuous.</summary>
    public int Index { get; }

    /// <summary>Numbers of a continuous action; empty when the action is discrete.</summary>
    public ReadOnlySpan<double> Values { get; }

    public bool IsContinuous => Index == ContinuousIndex;

    private const int ContinuousIndex = -1;

    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    public static EnvironmentAction Discrete(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new EnvironmentAction(index, default);
    }

    /// <param name="values">[width of the action space]; kept by reference, not copied.</param>
    public static EnvironmentAction Continuous(ReadOnlySpan<double> values) => new(ContinuousIndex, values);
}
