namespace ReAgent.Evaluation.Returns;

/// <summary>Which j-step returns to mix.</summary>
internal static class StepGrid
{
    /// <summary>
    /// Steps from −1 (the model alone) to T − 1 (the weights to the end), ascending and distinct: all T + 1 when that is no more than
    /// <paramref name="count"/>, else <paramref name="count"/> (at least 2) spread evenly.
    /// </summary>
    public static int[] Spread(int horizon, int count) => horizon + 1 <= count
        ? [.. Enumerable.Range(-1, horizon + 1)]
        : [.. Enumerable.Range(0, count).Select(index => (int)((((long)index * horizon) + ((count - 1) / 2)) / (count - 1)) - 1)];
}
