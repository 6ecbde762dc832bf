using ReAgent.Data.Features.Statistics;

namespace ReAgent.Data.Features;

/// <summary>
/// Estimates one feature's parameters and promotes CONTINUOUS features to BOXCOX or QUANTILE where that makes them more normal.
/// </summary>
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
        if (type == FeatureType.Enum && evidence.Distinct().Where(value => !FeatureEvidence.CanBeListed(value)).ToArray() is [var other, ..])
        {
            return finding with { NotIdentified = $"as ENUM it may have whole numbers only, but it has the value {other}" };
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
            FeatureType.Enum =>
                finding with { Parameters = parameters with { PossibleValues = [.. evidence.Distinct().Select(value => (long)value)] } },
            FeatureType.Continuous or FeatureType.BoxCox or FeatureType.Quantile =>
                Promote(finding, parameters),
            FeatureType.ContinuousAction or FeatureType.DoNotPreprocess =>
                finding with { Parameters = Standardized(parameters, evidence.Mean, evidence.StandardDeviation) },
            _ => finding with { Parameters = parameters },
        };

        return finding.Parameters!.Problems() is { Count: > 0 } problems
            ? finding with
            {
                Parameters = null,
                NotIdentified = $"as {finding.Parameters.Type.InFiles()} it cannot be normalized: {string.Join(", ", problems)}",
            }
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

        // The sampled values may all be equal although a rare one was seen: then there is nothing to promote.
        var promotable = forced is null && moments.Second > 0;
        if (promotable)
        {
            finding = finding with { KSquared = NormalityTest.KSquared(moments) };
        }

        if (forced == FeatureType.BoxCox || (promotable && !options.SkipBoxCox))
        {
            (finding, var boxCox) = TryBoxCox(finding, parameters);
            if (boxCox is not null)
            {
                return finding with { Parameters = boxCox };
            }
        }

        if (forced == FeatureType.Quantile || (promotable && !options.SkipQuantiles && finding.KSquared > options.QuantileK2Threshold))
        {
            var boundaries = Quantiles.Boundaries(evidence.Sorted, evidence.Minimum, evidence.Maximum, options.QuantileSize);
            return finding with { Parameters = parameters with { Type = FeatureType.Quantile, Quantiles = boundaries } };
        }

        return finding with { Parameters = Standardized(parameters with { Type = FeatureType.Continuous }, evidence.Mean, evidence.StandardDeviation) };
    }

    /// <summary>The Box–Cox parameters, or null when the transform does not pay.</summary>
    private (FeatureFinding Finding, NormalizationParameters? BoxCox) TryBoxCox(FeatureFinding finding, NormalizationParameters parameters)
    {
        var shift = -evidence.Minimum;
        double[] positive = [.. evidence.Sorted.Select(value => Math.Max(value + shift, SmallestBoxCoxInput))];
        if (positive[0] == positive[^1])
        {
            // The shift and its lower bound made the values constant: there is no exponent to estimate, which an override cannot change.
            return (finding, forced is null ? null : parameters with { Type = FeatureType.BoxCox });
        }

        var lambda = BoxCox.MostLikelyLambda(positive);
        var transformed = Moments.Of(BoxCox.Transform(positive, lambda));
        var after = NormalityTest.KSquared(transformed);
        finding = finding with { BoxCoxLambdaCandidate = lambda, KSquaredAfterBoxCox = after };

        var boxCox = parameters with { Type = FeatureType.BoxCox, BoxCoxLambda = lambda, BoxCoxShift = shift };
        var pays = lambda is < 0.9 or > 1.1
            && finding.KSquared > 10 * after
            && after <= options.QuantileK2Threshold
            && transformed.StandardDeviation is > SmallestBoxCoxDeviation and < LargestBoxCoxDeviation;
        return forced == FeatureType.BoxCox || pays
            ? (finding, Standardized(boxCox, transformed.Mean, transformed.StandardDeviation))
            : (finding, null);
    }

    private NormalizationParameters Standardized(NormalizationParameters parameters, double mean, double standardDeviation)
    {
        var deviation = Math.Max(standardDeviation, options.MinimumStddev);

        // Values that do not vary can only be centered.
        return parameters with { Mean = mean, StandardDeviation = deviation > 0 ? deviation : 1 };
    }
}
