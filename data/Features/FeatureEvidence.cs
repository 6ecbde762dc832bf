namespace ReAgent.Data.Features;

/// <summary>What is known of one feature when it is identified: some facts about all of its values, and the sampled ones.</summary>
internal sealed class FeatureEvidence
{
    private readonly float[]? _allDistinct;

    private readonly int _maxDistinct;

    /// <param name="feature">A feature with at least one finite value.</param>
    /// <param name="maxDistinct">How many different values the sample lists exactly.</param>
    public FeatureEvidence(FeatureReservoir feature, int maxDistinct)
    {
        _maxDistinct = maxDistinct;
        _allDistinct = feature.DistinctValues();
        Minimum = feature.Minimum;
        Maximum = feature.Maximum;
        Mean = feature.Mean;
        StandardDeviation = feature.StandardDeviation;
        Sorted = [.. feature.SampledValues().Select(value => (double)value)];
        Array.Sort(Sorted);
    }

    /// <summary>The sampled values in ascending order.</summary>
    public double[] Sorted { get; }

    /// <summary>Smallest of all values, sampled or not.</summary>
    public double Minimum { get; }

    /// <summary>Largest of all values, sampled or not.</summary>
    public double Maximum { get; }

    /// <summary>Mean of all values, sampled or not.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation (n − 1) of all values, sampled or not.</summary>
    public double StandardDeviation { get; }

    /// <summary>
    /// The different values, ascending: all of them when they are few whole numbers, else those that are known to occur, which are the
    /// sampled ones and the ends of the range.
    /// </summary>
    public IEnumerable<double> Distinct() =>
        _allDistinct is null ? DistinctKnown() : _allDistinct.Select(value => (double)value);

    /// <summary>The type that the values suggest; the first rule that fits.</summary>
    public FeatureType Detect(int maxUniqueEnumValues)
    {
        if (Minimum == Maximum || _allDistinct is [0, 1])
        {
            return FeatureType.Binary;
        }

        if (Minimum >= 0 && Maximum <= 1)
        {
            return FeatureType.Probability;
        }

        return Minimum >= 0 && Enumerates(maxUniqueEnumValues) ? FeatureType.Enum : FeatureType.Continuous;
    }

    /// <summary>Whether possible_values can hold the value: a whole number of 64 bits.</summary>
    public static bool CanBeListed(double value) => double.IsInteger(value) && Math.Abs(value) < 9.2e18;

    private bool Enumerates(int maxUniqueValues)
    {
        if (_allDistinct is not null)
        {
            return _allDistinct.Length <= maxUniqueValues;
        }

        // There is a fraction, or there are more values than were listed. Where an ENUM may have more than that, the sampled ones decide.
        return maxUniqueValues > _maxDistinct
            && DistinctKnown().Take(maxUniqueValues + 1).Count() <= maxUniqueValues
            && DistinctKnown().All(CanBeListed);
    }

    private IEnumerable<double> DistinctKnown()
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
}
