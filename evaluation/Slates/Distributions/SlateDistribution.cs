using ReAgent.Contracts.Randomness;

namespace ReAgent.Evaluation.Slates.Distributions;

/// <summary>
/// A policy's probabilities of slates for one request: K slots are filled one after the other from N items, none of them twice. The
/// probability of an item at a slot depends on which items are in the earlier slots, not on their order there.
/// </summary>
/// <remarks>
/// Expectations are exact while they can be enumerated (<see cref="LargestEnumeration"/>), else means over <see cref="Draws"/> slates of a
/// fixed stream, whose standard error is at most 0.0036 for a probability. They are computed once per object: share the object between
/// samples that have the same distribution.
/// </remarks>
public abstract class SlateDistribution
{
    /// <summary>Most probabilities that an exact expectation may take.</summary>
    public const long LargestEnumeration = 20_000_000;

    /// <summary>Number of slates drawn where an expectation would take more.</summary>
    public const int Draws = 20_000;

    private readonly Lazy<double[]> _slotItemExpectations;

    /// <param name="items">N, 1 to 65,535.</param>
    /// <param name="slots">K, 1 to N.</param>
    /// <exception cref="ArgumentException">There are more slots than items, or none.</exception>
    protected SlateDistribution(int items, int slots)
    {
        if (items is < 1 or > char.MaxValue || slots < 1 || slots > items)
        {
            throw new ArgumentException($"{slots} slots and {items} items; there must be 1 to {char.MaxValue} items, and 1 to as many slots.");
        }

        (Items, Slots) = (items, slots);
        _slotItemExpectations = new(CountOfSets() * items <= LargestEnumeration ? ExactExpectations : DrawnExpectations);
    }

    /// <summary>N, the number of items to choose from.</summary>
    public int Items { get; }

    /// <summary>K, the number of slots of a slate.</summary>
    public int Slots { get; }

    /// <summary>[K, N] probability of each item at each slot; rows sum to 1.</summary>
    public IReadOnlyList<double> SlotItemExpectations => _slotItemExpectations.Value;

    /// <summary>Whether all slates can be enumerated.</summary>
    public bool IsEnumerable => CountOfSlates() * Items <= LargestEnumeration;

    /// <summary>Probability of a slate: its K items in the order of the slots.</summary>
    public double Probability(ReadOnlySpan<int> slate)
    {
        var probability = 1.0;
        foreach (var conditional in Conditionals(slate))
        {
            probability *= conditional;
        }

        return probability;
    }

    /// <summary>[K] probability of each of the slate's items at its slot, given the items before it.</summary>
    public double[] Conditionals(ReadOnlySpan<int> slate)
    {
        var conditionals = new double[slate.Length];
        var next = new double[Items];
        for (var slot = 0; slot < slate.Length; slot++)
        {
            Next(slate[..slot], next);
            conditionals[slot] = next[slate[slot]];
        }

        return conditionals;
    }

    /// <summary>
    /// Writes the probabilities [N] of the items at the slot after the given ones. They sum to 1, with 0 for the given ones; what it
    /// writes where the given ones cannot be together does not matter.
    /// </summary>
    public abstract void Next(ReadOnlySpan<int> earlier, Span<double> probabilities);

    /// <summary>Every slate of a probability above 0, with its probability.</summary>
    public IEnumerable<(int[] Slate, double Probability)> Enumerate() => Extensions([], 1);

    /// <summary>Draws a slate.</summary>
    public int[] Draw(RandomStream random)
    {
        var slate = new int[Slots];
        var next = new double[Items];
        for (var slot = 0; slot < Slots; slot++)
        {
            Next(slate.AsSpan(0, slot), next);
            slate[slot] = Pick(next, random.NextDouble());
        }

        return slate;
    }

    /// <summary>The expected value of a function of slates.</summary>
    public double Expect(Func<int[], double> valueOfSlate) => IsEnumerable
        ? Enumerate().Sum(slate => slate.Probability * valueOfSlate(slate.Slate))
        : DrawMany().Average(valueOfSlate);

    private IEnumerable<(int[] Slate, double Probability)> Extensions(int[] prefix, double probability)
    {
        if (prefix.Length == Slots)
        {
            yield return (prefix, probability);
            yield break;
        }

        var next = new double[Items];
        Next(prefix, next);
        for (var item = 0; item < Items; item++)
        {
            if (next[item] > 0)
            {
                foreach (var slate in Extensions([.. prefix, item], probability * next[item]))
                {
                    yield return slate;
                }
            }
        }
    }

    // Slates share the sets of items that they begin with: C(N, k) of them rather than N! / (N − k)!.
    private double[] ExactExpectations()
    {
        var expectations = new double[Slots * Items];
        var next = new double[Items];
        Dictionary<string, double> sets = new(StringComparer.Ordinal) { [""] = 1 };
        for (var slot = 0; slot < Slots; slot++)
        {
            Dictionary<string, double> larger = new(StringComparer.Ordinal);
            foreach (var (set, probability) in sets.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                Next([.. set.Select(item => (int)item)], next);
                for (var item = 0; item < Items; item++)
                {
                    var together = probability * next[item];
                    expectations[(slot * Items) + item] += together;
                    if (together > 0 && slot + 1 < Slots)
                    {
                        var with = With(set, (char)item);
                        larger[with] = larger.GetValueOrDefault(with) + together;
                    }
                }
            }

            sets = larger;
        }

        return expectations;
    }

    private double[] DrawnExpectations()
    {
        var expectations = new double[Slots * Items];
        foreach (var slate in DrawMany())
        {
            for (var slot = 0; slot < Slots; slot++)
            {
                expectations[(slot * Items) + slate[slot]] += 1.0 / Draws;
            }
        }

        return expectations;
    }

    private IEnumerable<int[]> DrawMany()
    {
        var random = new RandomStream(0, "slates/expectations");
        return Enumerable.Range(0, Draws).Select(_ => Draw(random));
    }

    private double CountOfSlates() => Enumerable.Range(0, Slots).Aggregate(1.0, (count, slot) => count * (Items - slot));

    private double CountOfSets()
    {
        double sum = 1, sets = 1;
        for (var slot = 1; slot < Slots; slot++)
        {
            sets *= (double)(Items - slot + 1) / slot;
            sum += sets;
        }

        return sum;
    }

    private static string With(string set, char item)
    {
        var place = 0;
        while (place < set.Length && set[place] < item)
        {
            place++;
        }

        return set.Insert(place, item.ToString());
    }

    private static int Pick(double[] probabilities, double share)
    {
        var last = 0;
        for (var item = 0; item < probabilities.Length; item++)
        {
            if (probabilities[item] > 0)
            {
                last = item;
                share -= probabilities[item];
                if (share < 0)
                {
                    return item;
                }
            }
        }

        // Probabilities may sum to a little less than 1.
        return last;
    }
}
