using System.Globalization;
using System.Text.Json;
using ReAgent.Data.Features;
using Xunit;

namespace ReAgent.Data.Tests.Features;

/// <summary>
/// ReAgent's identification and ours choose the same types and parameters for the same values. Compared are the parameters that
/// ReAgent's code gives for float64 values; its own float32 sums and Box–Cox exponents are off by up to 2e-3.
/// </summary>
public sealed class FeatureIdentificationGoldenTests
{
    public static TheoryData<string, long, string> Features
    {
        get
        {
            var rows = new TheoryData<string, long, string>();
            foreach (var file in NormalizationJsonTests.IdentificationFiles)
            {
                foreach (var feature in Golden.Load(file).GetProperty("features").EnumerateArray())
                {
                    rows.Add(file, feature.GetProperty("feature_id").GetInt64(), feature.GetProperty("name").GetString()!);
                }
            }

            return rows;
        }
    }

    [Theory, MemberData(nameof(Features))]
    public void Types_and_parameters_equal_the_reference(string file, long featureId, string name)
    {
        var golden = Golden.Load(file);
        var feature = golden.GetProperty("features").EnumerateArray()
            .Single(feature => feature.GetProperty("feature_id").GetInt64() == featureId);
        var values = GoldenValues.Of(feature.GetProperty("generator"));
        AssertRegenerated(feature.GetProperty("check"), values);

        var options = Options(golden.GetProperty("options"));
        FeatureType? forced = FeatureTypeNames.TryParse(feature.GetProperty("override").GetString(), out var type) ? type : null;
        var finding = Identify(featureId, values, options, forced);

        AssertDiagnostics(feature, finding);
        if (feature.TryGetProperty("reference_defect", out var defect))
        {
            AssertMended(feature, defect.GetString()!, finding, values, options);
        }
        else if (feature.GetProperty("parameters").ValueKind == JsonValueKind.Null)
        {
            Assert.Null(finding.Parameters);
            Assert.Equal($"it has {values.Length} finite values, but at least 20 are needed", finding.NotIdentified);
        }
        else
        {
            Assert.Null(finding.NotIdentified);
            AssertParameters(feature.GetProperty("parameters_from_float64_values"), finding.Parameters!, name);
        }
    }

    /// <summary>
    /// Where the reference is wrong, ours differs on purpose: (1) it raises for a forced QUANTILE on a tiny range, because it tries
    /// Box–Cox first; (2) with skip_box_cox a forced BOXCOX has no exponent; (3) with skip_box_cox other parameters describe transformed
    /// values although no transform is applied.
    /// </summary>
    private static void AssertMended(
        JsonElement feature, string defect, FeatureFinding finding, float[] values, PreprocessingOptions options)
    {
        var parameters = finding.Parameters!;
        if (feature.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.String)
        {
            Assert.Contains("Data must not be constant", error.GetString()!, StringComparison.Ordinal);
            Assert.Equal(FeatureType.Quantile, parameters.Type);
            Assert.Equal(
                (options.QuantileSize + 1, (double)values.Min(), (double)values.Max()),
                (parameters.Quantiles!.Count, parameters.Quantiles[0], parameters.Quantiles[^1]));
        }
        else if (finding.Override == FeatureType.BoxCox)
        {
            Assert.Contains("boxcox_lambda/shift None", defect, StringComparison.Ordinal);
            var lambda = feature.GetProperty("diagnostics_float64").GetProperty("boxcox_lambda_candidate").GetDouble();
            Assert.Equal(FeatureType.BoxCox, parameters.Type);
            AssertClose(lambda, parameters.BoxCoxLambda, "boxcox_lambda");
            AssertClose(-values.Min(), parameters.BoxCoxShift, "boxcox_shift");
            AssertClose(feature.GetProperty("parameters_from_float64_values").GetProperty("mean").GetDouble(), parameters.Mean, "mean");
        }
        else
        {
            Assert.Contains("skip_box_cox", defect, StringComparison.Ordinal);
            Assert.Equal(feature.GetProperty("parameters").GetProperty("feature_type").GetString(), parameters.Type.InFiles());
            Assert.Null(parameters.BoxCoxLambda);
            if (parameters.Type == FeatureType.Quantile)
            {
                AssertList(feature.GetProperty("sane_quantiles"), parameters.Quantiles, "quantiles");
            }
            else
            {
                AssertClose(feature.GetProperty("sane_mean").GetDouble(), parameters.Mean, "mean");
                AssertClose(feature.GetProperty("sane_stddev").GetDouble(), parameters.StandardDeviation, "stddev");
            }
        }
    }

    private static void AssertDiagnostics(JsonElement feature, FeatureFinding finding)
    {
        if (!feature.TryGetProperty("diagnostics_float64", out var diagnostics) || finding.KSquared is null)
        {
            return;
        }

        AssertClose(diagnostics.GetProperty("k2_original").GetDouble(), finding.KSquared, "K²");
        if (finding.BoxCoxLambdaCandidate is not null)
        {
            AssertClose(diagnostics.GetProperty("boxcox_lambda_candidate").GetDouble(), finding.BoxCoxLambdaCandidate, "λ candidate");
            AssertClose(diagnostics.GetProperty("k2_boxcox").GetDouble(), finding.KSquaredAfterBoxCox, "K² after Box-Cox");
        }
    }

    private static void AssertParameters(JsonElement expected, NormalizationParameters actual, string name)
    {
        Assert.Equal(expected.GetProperty("feature_type").GetString(), actual.Type.InFiles());
        AssertNumber("boxcox_lambda", actual.BoxCoxLambda);
        AssertNumber("boxcox_shift", actual.BoxCoxShift);
        AssertNumber("mean", actual.Mean);
        AssertNumber("stddev", actual.StandardDeviation);
        AssertNumber("min_value", actual.MinValue);
        AssertNumber("max_value", actual.MaxValue);
        AssertList(expected.GetProperty("quantiles"), actual.Quantiles, $"{name} quantiles");
        AssertList(
            expected.GetProperty("possible_values"), actual.PossibleValues?.Select(value => (double)value), $"{name} possible_values");

        void AssertNumber(string member, double? value)
        {
            var item = expected.GetProperty(member);
            if (item.ValueKind == JsonValueKind.Null)
            {
                Assert.Null(value);
            }
            else
            {
                AssertClose(item.GetDouble(), value, $"{name} {member}");
            }
        }
    }

    private static void AssertList(JsonElement expected, IEnumerable<double>? actual, string what)
    {
        if (expected.ValueKind == JsonValueKind.Null)
        {
            Assert.Null(actual);
            return;
        }

        var numbers = expected.ValueKind == JsonValueKind.Object ? expected.GetProperty("data") : expected;
        Assert.Equal(numbers.GetArrayLength(), actual!.Count());
        foreach (var (number, value) in numbers.EnumerateArray().Zip(actual!))
        {
            AssertClose(number.GetDouble(), value, what);
        }
    }

    private static void AssertClose(double expected, double? actual, string what) =>
        Assert.True(
            actual is { } value && Math.Abs(expected - value) <= (1e-5 * Math.Abs(expected)) + 1e-9,
            string.Create(CultureInfo.InvariantCulture, $"{what}: expected {expected:R}, actual {actual:R}."));

    private static void AssertRegenerated(JsonElement check, float[] values)
    {
        Assert.Equal(check.GetProperty("count").GetInt32(), values.Length);
        Assert.Equal(Golden.Floats(check.GetProperty("first5")), values[..5]);
        Assert.Equal(check.GetProperty("min").GetDouble(), values.Min(), tolerance: 1e-8 * Math.Abs(values.Min()));
        Assert.Equal(check.GetProperty("unique").GetInt32(), values.Distinct().Count());
    }

    private static PreprocessingOptions Options(JsonElement options) => new()
    {
        NumSamples = 100_000,
        MaxUniqueEnumValues = options.GetProperty("max_unique_enum_values").GetInt32(),
        QuantileSize = options.GetProperty("quantile_size").GetInt32(),
        QuantileK2Threshold = options.GetProperty("quantile_k2_threshold").GetDouble(),
        SkipBoxCox = options.GetProperty("skip_box_cox").GetBoolean(),
        SkipQuantiles = options.GetProperty("skip_quantiles").GetBoolean(),
    };

    private static FeatureFinding Identify(long featureId, float[] values, PreprocessingOptions options, FeatureType? forced)
    {
        var sample = new FeatureSample(options.NumSamples, seed: 1);
        for (var row = 0; row < values.Length; row++)
        {
            sample.AddRow(RowKey.Of("golden", row), [featureId], [values[row]]);
        }

        return Assert.Single(FeatureIdentification.Identify(sample, options, forced).Findings);
    }
}
