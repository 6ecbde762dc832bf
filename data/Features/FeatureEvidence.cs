namespace ReAgent.Data.Features;

/// <summary>Sampled values of one feature, with the range of all its values.</summary>
internal sealed class FeatureEvidence
{
    /// <param name="sampled">At least one finite value.</param>
    /// <param name="minimum">Smallest of all values, sampled or not.</param>
    /// <param name="maximum">Largest of all values, sampled or not.</param>
    public FeatureEvidence(IReadOnlyList<float> sampled, double minimum, double maximum)
    {
        Minimum = minimum;
        Maximum = maximum;
        Sorted = [.. sampled.Select(value => (double)value)];
        Array.Sort(Sorted);
    }

    /// <summary>The sampled values in ascending order.</summary>
    public double[] Sorted { get; }

    public double Minimum { get; }

    public double Maximum { get; }

    /// <summary>The different values that are known to occur: the sampled ones and the ends of the range, ascending.</summary>
    public IEnumerable<double> Distinct()
    {
        var last = double.NaN;
        foreach (var value in Sorted.Prepend(Minimum).Append(Maximum))
        {
            if (value != last)
            {
                yield return value;
            }

            last = value;
        }
    }

    /// <summary>The type that the values suggest; the first rule that fits.</summary>
    public FeatureType Detect(int maxUniqueEnumValues)
    {
        if (Minimum == Maximum || Distinct().All(value => value is 0 or 1))
        {
            return FeatureType.Binary;
        }

        if (Minimum >= 0 && Maximum <= 1)
        {
            return FeatureType.Probability;
        }

        return Minimum >= 0 && Distinct().Take(maxUniqueEnumValues + 1).Count() <= maxUniqueEnumValues && Distinct().All(double.IsInteger)
            ? FeatureType.Enum
            : FeatureType.Continuous;
    }
}
