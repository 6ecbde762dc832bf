using ReAgent.Contracts.Randomness;
using ReAgent.Data.Features;
using Xunit;

namespace ReAgent.Data.Tests.Features;

public sealed class FeatureIdentificationTests
{
    private const int Rows = 5000;

    [Fact]
    public void Each_distribution_gets_its_type_and_is_normalized()
    {
        var random = new RandomStream(1, "features");
        var sample = Sample(Rows, capacity: Rows, row =>
        [
            (1, random.NextInt(2)),
            (2, random.NextDouble(0.01, 0.99)),
            (3, random.NextInt(10) * 1000),
            (4, 20 + (4 * random.NextGaussian())),
            (5, -10 * Math.Log(1 - random.NextDouble())),
            (6, row % 2 == 0 ? random.NextGaussian() : -Math.Log(1 - random.NextDouble())),
            (7, 0.25),
            (8, 1e-6 * random.NextGaussian()),
        ]);
        var options = new PreprocessingOptions { SkipQuantiles = false, QuantileK2Threshold = 300 };
        var identified = FeatureIdentification.Identify(sample, options);

        Assert.Equal(
            [
                FeatureType.Binary, FeatureType.Probability, FeatureType.Enum, FeatureType.Continuous, FeatureType.BoxCox,
                FeatureType.Quantile, FeatureType.Binary, FeatureType.Continuous,
            ],
            identified.Findings.Select(finding => finding.Parameters!.Type));
        Assert.Equal(FeatureType.Continuous, identified.Findings.Single(finding => finding.FeatureId == 5).Detected);
        foreach (var id in new[] { 4, 5 })
        {
            var (mean, deviation) = TransformedMoments(sample, identified, id);
            Assert.Equal(0, mean, tolerance: 0.01);
            Assert.Equal(1, deviation, tolerance: 0.01);
        }
    }

    [Fact]
    public void An_override_decides_the_type()
    {
        var random = new RandomStream(2, "features");
        var sample = Sample(
            1000,
            capacity: 1000,
            _ => [(1, random.NextDouble(0.1, 0.9)), (2, -Math.Log(1 - random.NextDouble())), (3, random.NextGaussian())]);
        (long Id, FeatureType Type)[] overrides =
        [
            (1, FeatureType.Binary), (2, FeatureType.Continuous), (2, FeatureType.Quantile), (3, FeatureType.BoxCox),
            (3, FeatureType.ContinuousAction), (3, FeatureType.DoNotPreprocess), (2, FeatureType.ClipLog),
        ];
        foreach (var (id, type) in overrides)
        {
            var options = Overriding((id, type)) with { SkipBoxCox = true };
            var identified = FeatureIdentification.Identify(sample, options);
            Assert.Equal(type, identified.Parameters[id].Type);
            Assert.Equal(3, identified.Parameters.Count);
        }
    }

    [Fact]
    public void One_type_for_every_feature_yields_to_an_override_of_its_own()
    {
        var random = new RandomStream(2, "features");
        var sample = Sample(100, capacity: 100, _ => [(1, random.NextGaussian()), (2, random.NextGaussian())]);
        var options = Overriding((2, FeatureType.DoNotPreprocess));
        var identified = FeatureIdentification.Identify(sample, options, everyFeature: FeatureType.ContinuousAction);
        Assert.Equal(
            [FeatureType.ContinuousAction, FeatureType.DoNotPreprocess],
            identified.Parameters.Values.Select(parameters => parameters.Type));
    }

    [Fact]
    public void A_sparse_feature_is_reported_and_the_others_are_identified()
    {
        var random = new RandomStream(3, "features");
        var sample = Sample(500, capacity: 100, row => row < 19
            ? [(1, random.NextGaussian()), (2, row)]
            : [(1, row == 19 ? double.PositiveInfinity : random.NextGaussian())]);

        var identified = FeatureIdentification.Identify(sample, new PreprocessingOptions());

        Assert.Equal([1L], identified.Parameters.Keys);
        var sparse = identified.Findings.Single(finding => finding.FeatureId == 2);
        Assert.Equal("it has 19 finite values, but at least 20 are needed", sparse.NotIdentified);
        Assert.Equal((19, 481, 0), (sparse.Count, sparse.MissingCount, sparse.InfiniteCount));
        var dense = identified.Findings.Single(finding => finding.FeatureId == 1);
        Assert.Equal((499, 0, 1, 100), (dense.Count, dense.MissingCount, dense.InfiniteCount, dense.SampledCount));
    }

    [Fact]
    public void An_override_that_the_values_do_not_allow_is_reported()
    {
        var sample = Sample(50, capacity: 50, row => [(1, 3), (2, row / 2.0), (3, 3), (4, 3), (5, row)]);
        var options = Overriding(
            (1, FeatureType.ContinuousAction), (2, FeatureType.Enum), (3, FeatureType.Quantile), (4, FeatureType.BoxCox));
        var identified = FeatureIdentification.Identify(sample, options);

        Assert.Equal([5L], identified.Parameters.Keys);
        var reasons = identified.Findings.ToDictionary(finding => finding.FeatureId, finding => finding.NotIdentified);
        Assert.Equal("as CONTINUOUS_ACTION it cannot be normalized: min_value 3 must be below max_value 3", reasons[1]);
        Assert.Equal("as ENUM it may have whole numbers only, but it has the value 0.5", reasons[2]);
        Assert.Contains("at least two boundaries", reasons[3], StringComparison.Ordinal);
        Assert.Contains("boxcox_lambda is missing", reasons[4], StringComparison.Ordinal);
    }

    [Fact]
    public void Only_allowed_features_are_identified_and_their_coverage_is_asserted()
    {
        var sample = Sample(50, capacity: 50, row => row < 10 ? [(1, row), (2, row)] : [(1, row), (3, row)]);
        var options = new PreprocessingOptions { AllowedlistFeatures = [1, 2, 9] };

        var error = Assert.Throws<InvalidDataException>(() => FeatureIdentification.Identify(sample, options));
        Assert.Contains("feature 2: it has 10 finite values", error.Message, StringComparison.Ordinal);
        Assert.Contains("feature 9: it does not occur in the data", error.Message, StringComparison.Ordinal);

        var identified = FeatureIdentification.Identify(sample, options with { AssertAllowedlistFeatureCoverage = false });
        Assert.Equal([1L], identified.Parameters.Keys);
        Assert.Equal([1L, 2, 9], identified.Findings.Select(finding => finding.FeatureId));
    }

    [Fact]
    public void The_range_is_that_of_all_rows_not_of_the_sampled_ones()
    {
        var sample = Sample(10_000, capacity: 20, row => [(1, row == 5000 ? 7 : row % 2), (2, row - 5000.0)]);
        var identified = FeatureIdentification.Identify(sample, Overriding((2, FeatureType.ContinuousAction)));

        // One value in 10 000 shows that feature 1 is not binary.
        Assert.Equal(FeatureType.Enum, identified.Parameters[1].Type);
        Assert.Equal([0, 1, 7], identified.Parameters[1].PossibleValues);
        Assert.Equal((-5000, 4999), (identified.Parameters[2].MinValue, identified.Parameters[2].MaxValue));
    }

    /// <summary>Of 10 000 rows 20 are sampled, and one row decides.</summary>
    [Theory]
    [InlineData("0 or 1", 2.0, FeatureType.Enum)]
    [InlineData("0 or 1", 0.5, FeatureType.Probability)]
    [InlineData("0 or 1", -1.0, FeatureType.Continuous)]
    [InlineData("0 or 1", 1e30, FeatureType.Continuous)]
    [InlineData("0 to 9", 4.5, FeatureType.Continuous)]
    [InlineData("0 to 9", 10.0, FeatureType.Continuous)]
    [InlineData("0 to 9", 9.0, FeatureType.Enum)]
    [InlineData("0 to 9", double.NaN, FeatureType.Enum)]
    public void A_rare_value_decides_the_type_although_it_is_not_sampled(string values, double rare, FeatureType expected)
    {
        var sample = Sample(10_000, capacity: 20, row => [(1, row == 5000 ? rare : row % (values == "0 or 1" ? 2 : 10))]);
        Assert.DoesNotContain((float)rare, values == "0 or 1" ? sample.Features.Single().SampledValues() : []);
        var identified = FeatureIdentification.Identify(sample, new PreprocessingOptions { SkipBoxCox = true });
        Assert.Equal(expected, identified.Parameters[1].Type);
        if (expected == FeatureType.Enum)
        {
            long[] all = values == "0 or 1" ? [0, 1, (long)rare] : [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
            Assert.Equal(all, identified.Parameters[1].PossibleValues);
        }
    }

    [Theory]
    [InlineData(10, FeatureType.Continuous)]
    [InlineData(1000, FeatureType.Enum)]
    [InlineData(100_000, FeatureType.Enum)] // more than are listed exactly: known are the sampled ones
    public void The_number_of_different_values_of_an_ENUM_is_an_option(int maxUniqueEnumValues, FeatureType expected)
    {
        var options = new PreprocessingOptions { MaxUniqueEnumValues = maxUniqueEnumValues, NumSamples = 2000, SkipBoxCox = true };
        var sample = new FeatureSample(FeatureSampleOptions.For(options), seed: 1);
        for (var row = 0; row < 5000; row++)
        {
            sample.AddRow(RowKey.Of("mdp", row), [1, 2], [row % 900, row % 1500]);
        }

        var parameters = FeatureIdentification.Identify(sample, options).Parameters;
        Assert.Equal(expected, parameters[1].Type);
        Assert.Equal(expected == FeatureType.Enum ? 900 : null, parameters[1].PossibleValues?.Count);
        Assert.Equal(maxUniqueEnumValues == 100_000 ? FeatureType.Enum : FeatureType.Continuous, parameters[2].Type);
    }

    [Fact]
    public void Mean_and_deviation_are_those_of_all_rows()
    {
        var random = new RandomStream(5, "features");
        double[] values = [.. Enumerable.Range(0, 20_000).Select(_ => (double)(float)(7 + (3 * random.NextGaussian())))];
        var sample = Sample(values.Length, capacity: 50, row => [(1, values[row]), (2, values[row])]);
        var identified = FeatureIdentification.Identify(sample, Overriding((2, FeatureType.ContinuousAction)) with { SkipBoxCox = true });

        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
        Assert.All(identified.Parameters.Values, parameters => Assert.Equal(mean, parameters.Mean!.Value, tolerance: 1e-12));
        Assert.All(identified.Parameters.Values, parameters => Assert.Equal(deviation, parameters.StandardDeviation!.Value, tolerance: 1e-10));
    }

    [Fact]
    public void A_feature_whose_sampled_values_are_equal_has_the_moments_of_all_values()
    {
        var sample = Sample(10_000, capacity: 20, row => [(1, row == 5000 ? -40.5 : 3.5)]);
        var options = new PreprocessingOptions { SkipQuantiles = false, MinimumStddev = 0 };
        var finding = Assert.Single(FeatureIdentification.Identify(sample, options).Findings);

        Assert.Null(finding.NotIdentified);
        var parameters = finding.Parameters!;
        Assert.Equal((FeatureType.Continuous, 3.4956), (parameters.Type, parameters.Mean!.Value));
        Assert.Equal(0.44, parameters.StandardDeviation!.Value, tolerance: 1e-9); // 44 in one of 10 000 rows
        Assert.Equal((-40.5, 3.5), (parameters.MinValue, parameters.MaxValue));
        Assert.Null(finding.KSquared);
    }

    [Theory]
    [InlineData(1.0, 1.0)]
    [InlineData(0.0, 0.064)]
    [InlineData(0.05, 0.064)]
    [InlineData(0.5, 0.5)]
    public void The_standard_deviation_has_the_floor_of_the_options(double minimum, double expected)
    {
        var random = new RandomStream(4, "features");
        var sample = Sample(20_000, capacity: 20_000, _ => [(1, 0.064 * random.NextGaussian())]);
        var identified = FeatureIdentification.Identify(sample, new PreprocessingOptions { MinimumStddev = minimum });
        Assert.Equal(expected, identified.Parameters[1].StandardDeviation!.Value, tolerance: 0.001);
    }

    [Fact]
    public void Samples_from_shards_identify_to_the_same_bytes_as_one_sample_of_all_rows()
    {
        static (long, double)[] Row(int row) => [(1, Math.Exp(Math.Sin(row) * 2)), (2, Math.Cos(row * 0.7)), (3, row % 4)];
        var whole = Sample(3000, capacity: 500, Row);
        var merged = Sample(1000, capacity: 500, row => Row(row + 2000), from: 2000);
        merged.Merge(Sample(1500, capacity: 500, Row));
        merged.Merge(Sample(500, capacity: 500, row => Row(row + 1500), from: 1500));

        var options = new PreprocessingOptions { SkipQuantiles = false };
        Assert.Equal(
            NormalizationJson.Write(FeatureIdentification.Identify(whole, options).Parameters),
            NormalizationJson.Write(FeatureIdentification.Identify(merged, options).Parameters));
    }

    /// <summary>
    /// The logarithms lie symmetrically around 0, so the most likely exponent is 0, by which the transform cannot divide.
    /// </summary>
    [Fact]
    public void An_exponent_of_zero_is_moved_to_where_float32_can_follow()
    {
        double[] values = [0, 1e4, .. Enumerable.Range(-15, 31).Select(i => Math.Exp(i / 5.0))];
        var sample = Sample(values.Length, capacity: 100, row => [(1, values[row])]);
        var identified = FeatureIdentification.Identify(sample, new PreprocessingOptions(), everyFeature: FeatureType.BoxCox);

        Assert.Equal(1e-3, Math.Abs(identified.Parameters[1].BoxCoxLambda!.Value), tolerance: 1e-12);
        var transform = new FeatureTransform(new FeatureLayout(identified.Parameters));
        var output = new float[1];
        transform.TransformRow([1], [Math.E], output);
        var (mean, deviation) = (identified.Parameters[1].Mean!.Value, identified.Parameters[1].StandardDeviation!.Value);
        Assert.Equal((1 - mean) / deviation, output[0], tolerance: 1e-3);
    }

    [Fact]
    public void Options_have_the_defaults_of_ReAgent()
    {
        var options = new PreprocessingOptions();
        Assert.Equal((100_000, 10), (options.NumSamples, options.MaxUniqueEnumValues));
        Assert.Equal((20, 1000.0), (options.QuantileSize, options.QuantileK2Threshold));
        Assert.Equal((false, true), (options.SkipBoxCox, options.SkipQuantiles));
        Assert.Equal((false, true, 1.0), (options.SetMissingValueToZero, options.AssertAllowedlistFeatureCoverage, options.MinimumStddev));
        Assert.Equal((64, 20_000), (options.SketchMemoryMb, options.MaxFeatures));
        Assert.Null(options.FeatureOverrides);
        Assert.Null(options.Tablesample);
        Assert.Null(options.AllowedlistFeatures);
    }

    [Fact]
    public void Options_of_identification_determine_those_of_the_sample()
    {
        Assert.Equal(new FeatureSampleOptions(), FeatureSampleOptions.For(new PreprocessingOptions()));
        var options = new PreprocessingOptions { NumSamples = 30, SketchMemoryMb = 99, MaxFeatures = 7, MaxUniqueEnumValues = 5000 };
        Assert.Equal(
            new FeatureSampleOptions { Capacity = 30, MemoryMb = 99, MaxFeatures = 7, MaxDistinct = 1000 }, FeatureSampleOptions.For(options));
    }

    private static PreprocessingOptions Overriding(params (long Id, FeatureType Type)[] overrides) =>
        new() { FeatureOverrides = overrides.ToDictionary(pair => pair.Id, pair => pair.Type) };

    private static FeatureSample Sample(int rows, int capacity, Func<int, (long Id, double Value)[]> values, int from = 0)
    {
        var sample = new FeatureSample(capacity, seed: 1);
        for (var row = 0; row < rows; row++)
        {
            var features = values(row);
            sample.AddRow(
                RowKey.Of("mdp", from + row),
                [.. features.Select(feature => feature.Id)],
                [.. features.Select(feature => feature.Value)]);
        }

        return sample;
    }

    private static (double Mean, double Deviation) TransformedMoments(FeatureSample sample, IdentifiedFeatures identified, long id)
    {
        var one = new Dictionary<long, NormalizationParameters> { [id] = identified.Parameters[id] };
        var transform = new FeatureTransform(new FeatureLayout(one));
        var values = sample.Features.Single(feature => feature.FeatureId == id).SampledValues();
        var output = new float[values.Length];
        transform.TransformDense([id], values, [], output);
        var mean = output.Average();
        return (mean, Math.Sqrt(output.Average(value => (value - mean) * (value - mean))));
    }
}
