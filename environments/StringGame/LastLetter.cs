using ReAgent.Environments.Actions;

namespace ReAgent.Environments.StringGame;

/// <summary>What a string game shows of its string: a one-hot vector of the last letter, zeros before the first.</summary>
internal static class LastLetter
{
    public static readonly ObservedQuantity[] Quantities = [new("last_is_a", 0, 1), new("last_is_b", 0, 1)];

    /// <summary>The letter that an action writes.</summary>
    public static char Of(EnvironmentAction action) => action.Index == 0 ? 'A' : 'B';

    public static void Observe(string written, Span<double> observation)
    {
        observation[0] = written.EndsWith('A') ? 1 : 0;
        observation[1] = written.EndsWith('B') ? 1 : 0;
    }
}
