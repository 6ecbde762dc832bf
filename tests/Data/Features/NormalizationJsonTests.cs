using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ReAgent.Data.Features;
using Xunit;

namespace ReAgent.Data.Tests.Features;

public sealed class NormalizationJsonTests
{
    public static TheoryData<string> IdentificationFiles =>
    [
        "identify_default_options", "identify_skip_box_cox", "identify_skip_box_cox_skip_quantiles", "identify_small_thresholds",
        "identify_workflow_options_skip_quantiles",
    ];

    [Theory, MemberData(nameof(IdentificationFiles))]
    public void What_ReAgent_wrote_is_read_and_written_again_byte_for_byte(string file)
    {
        var texts = Golden.Load(file).GetProperty("features").EnumerateArray()
            // Forced BOXCOX with skip_box_cox has no lambda there, which is no valid feature.
            .Where(feature => !feature.TryGetProperty("reference_defect", out _))
            .Where(feature => feature.TryGetProperty("parameters_json", out var json) && json.ValueKind == JsonValueKind.String)
            .Select(feature => feature.GetProperty("parameters_json").GetString()!)
            .ToArray();
        Assert.True(texts.Length > 15);
        Assert.All(texts, text => Assert.Equal(text, NormalizationJson.Write(NormalizationJson.ReadOne(text))));
    }

    [Fact]
    public void The_container_of_ReAgent_is_read_and_written_again_byte_for_byte()
    {
        var entries = Golden.Load("transform_all_types").GetProperty("normalization_json").EnumerateObject()
            .Select(entry => (Id: long.Parse(entry.Name, CultureInfo.InvariantCulture), Text: entry.Value.GetString()!))
            .OrderBy(entry => entry.Id);
        var container = "{" + string.Join(", ", entries.Select(entry => $"\"{entry.Id}\": {Quoted(entry.Text)}")) + "}";

        var read = NormalizationJson.Read(container);

        Assert.Equal(22, read.Count);
        Assert.Equal(container, NormalizationJson.Write(read));

        static string Quoted(string text) => $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1.0, "1.0")]
    [InlineData(-7.25, "-7.25")]
    [InlineData(9000.0, "9000.0")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(7.658482354599983e-05, "7.658482354599983e-05")]
    [InlineData(123456789.125, "123456789.125")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1.5e16, "1.5e+16")]
    [InlineData(1e23, "1e+23")]
    [InlineData(9007199254740993.0, "9007199254740992.0")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(0.1, "0.1")]
    [InlineData(100.5, "100.5")]
    public void Numbers_are_written_as_Python_writes_them(double value, string expected)
    {
        var text = NormalizationJson.Write(new NormalizationParameters { Type = FeatureType.DoNotPreprocess, MinValue = value });
        Assert.Contains($"\"min_value\": {expected},", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_finite_number_survives_writing_and_reading() =>
        Prop.ForAll(ArbMap.Default.GeneratorFor<NormalFloat>().ToArbitrary(), number =>
        {
            var parameters = new NormalizationParameters { Type = FeatureType.DoNotPreprocess, MaxValue = number.Item };
            return NormalizationJson.ReadOne(NormalizationJson.Write(parameters)).MaxValue.Equals(number.Item);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("""{"feature_type": "ENUM"}""", "possible_values must list at least one value")]
    [InlineData("""{"feature_type": "ENUM", "possible_values": [1, 1]}""", "must not list a value twice")]
    [InlineData("""{"feature_type": "ENUM", "possible_values": [1.5]}""", "1.5, which is not a whole number")]
    [InlineData("""{"feature_type": "CONTINUOUS", "stddev": 0}""", "mean is missing, stddev is 0, but must be above 0")]
    [InlineData("""{"feature_type": "BOXCOX", "mean": 0, "stddev": 1, "boxcox_shift": 0, "boxcox_lambda": 0}""", "boxcox_lambda is 0")]
    [InlineData("""{"feature_type": "QUANTILE", "quantiles": [1, 1]}""", "strictly increasing")]
    [InlineData("""{"feature_type": "CONTINUOUS_ACTION", "min_value": 2, "max_value": 2}""", "min_value 2 must be below max_value 2")]
    [InlineData("""{"feature_type": "CONTINOUS"}""", "feature_type is 'CONTINOUS', but must be one of BINARY, PROBABILITY")]
    [InlineData("""{"feature_type": "BINARY", "sttdev": 1}""", "unknown member 'sttdev'")]
    [InlineData("""{"feature_type": "BINARY", "mean": "1"}""", "mean must be a number or null")]
    [InlineData("""{"feature_type": "BINARY", "mean": NaN}""", "is not JSON")]
    [InlineData("""{"feature_type": "BINARY", "mean": 1e999}""", "must be finite")]
    [InlineData("""[]""", "must be a JSON object")]
    public void What_cannot_be_normalized_is_refused_with_the_reason(string json, string reason)
    {
        var error = Assert.Throws<InvalidDataException>(() => NormalizationJson.ReadOne(json));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_container_is_refused_with_all_its_problems()
    {
        var error = Assert.Throws<InvalidDataException>(() => NormalizationJson.Read(
            """
            {
              "1": "{\"feature_type\": \"BINARY\"}",
              "speed": "{}",
              "2": {"feature_type": "BINARY"},
              "3": "{\"feature_type\": \"ENUM\"}",
              "1": "{}"
            }
            """));
        Assert.Contains("'speed' is not a feature id", error.Message, StringComparison.Ordinal);
        Assert.Contains("feature 2 must be a string that holds JSON", error.Message, StringComparison.Ordinal);
        Assert.Contains("feature 3: possible_values", error.Message, StringComparison.Ordinal);
        Assert.Contains("feature 1 occurs twice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_JSON_cannot_hold_are_not_written() =>
        Assert.Throws<ArgumentException>(
            () => NormalizationJson.Write(new NormalizationParameters { Type = FeatureType.Binary, Mean = double.NaN }));

    [Fact]
    public void A_layout_of_invalid_features_names_them_all()
    {
        var error = Assert.Throws<ArgumentException>(() => new FeatureLayout(new Dictionary<long, NormalizationParameters>
        {
            [7] = new() { Type = FeatureType.Enum },
            [3] = new() { Type = FeatureType.Continuous, Mean = 0, StandardDeviation = double.NaN },
        }));
        Assert.Contains("feature 3 (CONTINUOUS): stddev", error.Message, StringComparison.Ordinal);
        Assert.Contains("feature 7 (ENUM): possible_values", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_are_equal_by_value()
    {
        var parameters = new NormalizationParameters { Type = FeatureType.Quantile, Quantiles = [0, 1] };
        Assert.Equal(parameters, new NormalizationParameters { Type = FeatureType.Quantile, Quantiles = [0, 1] });
        Assert.NotEqual(parameters, new NormalizationParameters { Type = FeatureType.Quantile, Quantiles = [0, 2] });
        Assert.NotEqual(parameters, parameters with { Quantiles = null });
    }
}
