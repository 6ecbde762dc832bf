namespace ReAgent.Data.Features;

/// <summary>
/// What is needed to normalize one feature. Which members matter depends on the type; the others may hold what identification saw of
/// the feature, or null.
/// </summary>
public sealed record NormalizationParameters
{
    /// <summary>Box–Cox exponents this close to 0 are not represented: the transform divides by the exponent.</summary>
    public const double MinimumBoxCoxLambda = 1e-6;

    public required FeatureType Type { get; init; }

    /// <summary>Exponent λ of the Box–Cox transform; |λ| &gt; 1e-6.</summary>
    public double? BoxCoxLambda { get; init; }

    /// <summary>Added to the value before the Box–Cox transform.</summary>
    public double? BoxCoxShift { get; init; }

    /// <summary>Mean of the (Box–Cox transformed) values.</summary>
    public double? Mean { get; init; }

    /// <summary>Standard deviation of the (Box–Cox transformed) values, above 0.</summary>
    public double? StandardDeviation { get; init; }

    /// <summary>Values of an enumerated feature, one network input each, in this order.</summary>
    public IReadOnlyList<long>? PossibleValues { get; init; }

    /// <summary>Boundaries of a quantile feature: at least two, strictly increasing.</summary>
    public IReadOnlyList<double>? Quantiles { get; init; }

    /// <summary>Smallest value; for a continuous action the end of the range that becomes −1.</summary>
    public double? MinValue { get; init; }

    /// <summary>Largest value; for a continuous action the end of the range that becomes 1.</summary>
    public double? MaxValue { get; init; }

    /// <summary>Network inputs that the feature takes: the number of possible values of an enumerated feature, else 1.</summary>
    public int OutputWidth => Type == FeatureType.Enum ? PossibleValues?.Count ?? 0 : 1;

    /// <summary>Everything that keeps the feature from being normalized; empty when it can be.</summary>
    public IReadOnlyList<string> Problems() => [.. FindProblems()];

    public bool Equals(NormalizationParameters? other) =>
        other is not null
        && Type == other.Type
        && BoxCoxLambda.Equals(other.BoxCoxLambda)
        && BoxCoxShift.Equals(other.BoxCoxShift)
        && Mean.Equals(other.Mean)
        && StandardDeviation.Equals(other.StandardDeviation)
        && MinValue.Equals(other.MinValue)
        && MaxValue.Equals(other.MaxValue)
        && SameElements(PossibleValues, other.PossibleValues)
        && SameElements(Quantiles, other.Quantiles);

    public override int GetHashCode() =>
        HashCode.Combine(
            Type, BoxCoxLambda, BoxCoxShift, Mean, StandardDeviation, MinValue, MaxValue,
            HashCode.Combine(PossibleValues?.Count, Quantiles?.Count));

    private static bool SameElements<T>(IReadOnlyList<T>? left, IReadOnlyList<T>? right) =>
        left is null ? right is null : right is not null && left.SequenceEqual(right);

    private IEnumerable<string> FindProblems()
    {
        (string Name, double? Value)[] numbers =
        [
            ("boxcox_lambda", BoxCoxLambda), ("boxcox_shift", BoxCoxShift), ("mean", Mean), ("stddev", StandardDeviation),
            ("min_value", MinValue), ("max_value", MaxValue),
        ];
        foreach (var (name, value) in numbers)
        {
            if (value is { } number && !double.IsFinite(number))
            {
                yield return $"{name} is {number}, but must be finite";
            }
        }

        if (Type is FeatureType.Continuous or FeatureType.BoxCox)
        {
            if (Mean is null)
            {
                yield return "mean is missing";
            }

            if (StandardDeviation is null or <= 0)
            {
                yield return $"stddev is {Shown(StandardDeviation)}, but must be above 0";
            }
        }

        if (Type == FeatureType.BoxCox)
        {
            if (BoxCoxLambda is null || Math.Abs(BoxCoxLambda.Value) <= MinimumBoxCoxLambda)
            {
                yield return $"boxcox_lambda is {Shown(BoxCoxLambda)}, but must be farther than {MinimumBoxCoxLambda} from 0";
            }

            if (BoxCoxShift is null)
            {
                yield return "boxcox_shift is missing";
            }
        }

        if (Type == FeatureType.Enum)
        {
            if (PossibleValues is null or { Count: 0 })
            {
                yield return "possible_values must list at least one value";
            }
            else if (PossibleValues.Distinct().Count() != PossibleValues.Count)
            {
                yield return "possible_values must not list a value twice";
            }
        }

        if (Type == FeatureType.Quantile && !AreBoundaries(Quantiles))
        {
            yield return "quantiles must list at least two boundaries, finite and strictly increasing";
        }

        // Written with ! so that NaN is a problem too.
        if (Type == FeatureType.ContinuousAction && !(MinValue < MaxValue))
        {
            yield return $"min_value {Shown(MinValue)} must be below max_value {Shown(MaxValue)}";
        }
    }

    private static bool AreBoundaries(IReadOnlyList<double>? quantiles) =>
        quantiles is { Count: >= 2 }
        && quantiles.All(double.IsFinite)
        && quantiles.Zip(quantiles.Skip(1)).All(pair => pair.First < pair.Second);

    private static string Shown(double? value) => value?.ToString("R", System.Globalization.CultureInfo.InvariantCulture) ?? "missing";
}
