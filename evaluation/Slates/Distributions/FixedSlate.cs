namespace ReAgent.Evaluation.Slates.Distributions;

/// <summary>A policy that always shows the same slate.</summary>
public sealed class FixedSlate : SlateDistribution
{
    private readonly int[] _slate;

    /// <param name="slate">[K] its items, in 0 … N − 1 and distinct.</param>
    /// <param name="items">N.</param>
    /// <exception cref="ArgumentException">The slate has an item that there is not, or one twice.</exception>
    public FixedSlate(IReadOnlyList<int> slate, int items)
        : base(items, slate.Count)
    {
        if (slate.Any(item => item < 0 || item >= items) || slate.Distinct().Count() < slate.Count)
        {
            throw new ArgumentException(
                $"The slate {string.Join(", ", slate)} must hold distinct items of 0 to {items - 1}.", nameof(slate));
        }

        _slate = [.. slate];
    }

    /// <summary>The slate of the items with the highest scores, best first; of equal ones the first.</summary>
    public static FixedSlate Best(IReadOnlyList<double> scores, int slots) =>
        new([.. Enumerable.Range(0, scores.Count).OrderByDescending(item => scores[item]).Take(slots)], scores.Count);

    public override void Next(ReadOnlySpan<int> earlier, Span<double> probabilities)
    {
        probabilities.Clear();
        probabilities[_slate[earlier.Length]] = 1;
    }
}
