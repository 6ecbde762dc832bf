namespace ReAgent.Evaluation.States;

/// <summary>Numbers for the names of states.</summary>
internal static class StateIndices
{
    /// <summary>What an estimator says of a page without states.</summary>
    public const string Missing = "The page has no states: it needs the name of the discrete state of every step.";

    /// <summary>[N] 0 … S − 1, in the order in which names occur first.</summary>
    public static int[] Of(string[] states)
    {
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        var indices = new int[states.Length];
        for (var row = 0; row < indices.Length; row++)
        {
            known.TryAdd(states[row], known.Count);
            indices[row] = known[states[row]];
        }

        return indices;
    }
}
