using ReAgent.Data.Features.Statistics;

namespace ReAgent.Data.Features;

/// <summary>Estimates one feature's parameters and promotes CONTINUOUS features to BOXCOX or QUANTILE where that makes them more normal.</summary>
internal sealed class ParameterEstimation(FeatureEvidence evidence, PreprocessingOptions options, FeatureType? forced)
{
    // A smaller range of values is taken for noise around a constant.
    private const double SmallestRange = 1e-4;
    private const double SmallestBoxCoxInput = 1e-4;
    private const double LargestBoxCoxDeviation = 1e8;
    private const double SmallestBoxCoxDeviation = 1e-8;

    /// <summary>Adds the parameters, or the reason why there are none, to what is known of the feature.</summary>
    public FeatureFinding Complete(FeatureFinding finding)
    {
        var detected = evidence.Detect(options.MaxUniqueEnumValues);
        finding = finding with { Detected = detected };
        var type = forced ?? detected;
        if (type == FeatureType.Enum && evidence.Distinct().FirstOrDefault(value => !double.IsInteger(value), double.NaN) is var fraction && !double.IsNaN(fraction))
        {
            return finding with { NotIdentified = $"as ENUM it may have whole numbers only, but it has the value {fraction}" };
        }

        var parameters = new NormalizationParameters
        {
            Type = type,
            BoxCoxShift = 0,
            Mean = 0,
            StandardDeviation = 1,
            MinValue = evidence.Minimum,
            MaxValue = evidence.Maximum,
        };
        finding = type switch
        {
            FeatureType.Enum => finding with { Parameters = parameters with { PossibleValues = [.. evidence.Distinct().Select(value => (long)value)] } },
            FeatureType.Continuous or FeatureType.BoxCox or FeatureType.Quantile => Promote(finding, parameters),
            FeatureType.ContinuousAction or FeatureType.DoNotPreprocess => finding with { Parameters = Standardized(parameters, Moments.Of(evidence.Sorted)) },
            _ => finding with { Parameters = parameters },
        };

        return finding.Parameters!.Problems() is { Count: > 0 } problems
            ? finding with { Parameters = null, NotIdentified = $"as {finding.Parameters.Type.InFiles()} it cannot be normalized: {string.Join(", ", problems)}" }
            : finding;
    }

    private FeatureFinding Promote(FeatureFinding finding, NormalizationParameters parameters)
    {
        if (evidence.Maximum - evidence.Minimum < SmallestRange && forced is not (FeatureType.BoxCox or FeatureType.Quantile))
        {
            return finding with { Parameters = parameters with { Type = FeatureType.Continuous, MinValue = null, MaxValue = null } };
        }

        var moments = Moments.Of(evidence.Sorted);
        parameters = parameters with { BoxCoxShift = null };
        if (forced is null)
        {
            finding = finding with { KSquared = NormalityTest.KSquared(moments) };
        }

        if (forced == FeatureType.BoxCox || (forced is null && !options.SkipBoxCox))
        {
            (finding, var boxCox) = TryBoxCox(finding, parameters);
            if (boxCox is not null)
            {
                return finding with { Parameters = boxCox };
            }
        }

        if (forced == FeatureType.Quantile || (forced is null && !options.SkipQuantiles && finding.KSquared > options.QuantileK2Threshold))
        {
            var boundaries = Quantiles.Boundaries(evidence.Sorted, options.QuantileSize);
            return finding with { Parameters = parameters with { Type = FeatureType.Quantile, Quantiles = boundaries } };
        }

        return finding with { Parameters = Standardized(parameters with { Type = FeatureType.Continuous }, moments) };
    }

    /// <summary>The Box–Cox parameters, or null when the transform does not pay.</summary>
    private (FeatureFinding Finding, NormalizationParameters? BoxCox) TryBoxCox(FeatureFinding finding, NormalizationParameters parameters)
    {
        var shift = -evidence.Minimum;
        double[] positive = [.. evidence.Sorted.Select(value => Math.Max(value + shift, SmallestBoxCoxInput))];
        if (positive[0] == positive[^1])
        {
            // Only an override leads here, for values that the shift and its lower bound make constant: there is no exponent to estimate.
            return (finding, parameters with { Type = FeatureType.BoxCox });
        }

        var lambda = BoxCox.MostLikelyLambda(positive);
        var transformed = Moments.Of(BoxCox.Transform(positive, lambda));
        var after = NormalityTest.KSquared(transformed);
        finding = finding with { BoxCoxLambdaCandidate = lambda, KSquaredAfterBoxCox = after };

        var pays = lambda is < 0.9 or > 1.1
            && finding.KSquared > 10 * after
            && after <= options.QuantileK2Threshold
            && transformed.StandardDeviation is > SmallestBoxCoxDeviation and < LargestBoxCoxDeviation;
        return forced == FeatureType.BoxCox || pays
            ? (finding, Standardized(parameters with { Type = FeatureType.BoxCox, BoxCoxLambda = lambda, BoxCoxShift = shift }, transformed))
            : (finding, null);
    }

    private NormalizationParameters Standardized(NormalizationParameters parameters, Moments moments) =>
        parameters with { Mean = moments.Mean, StandardDeviation = Math.Max(moments.StandardDeviation, options.MinimumStddev) };
}
