using System.Globalization;
using ReAgent.Data.Features;
using Xunit;

namespace ReAgent.Data.Tests.Features;

/// <summary>ReAgent's Preprocessor and ours give the same network inputs.</summary>
public sealed class FeatureTransformGoldenTests
{
    [Theory]
    [InlineData("transform_all_types")]
    [InlineData("transform_continuous_only")]
    [InlineData("transform_enum_golden_params")]
    public void Outputs_and_layout_equal_the_reference(string name)
    {
        var golden = Golden.Load(name);
        var transform = new FeatureTransform(new FeatureLayout(Golden.Parameters(golden.GetProperty("normalization_parameters"))));
        var ids = Golden.Ids(golden.GetProperty("sorted_features"));
        var input = Golden.Floats(golden.GetProperty("input"));

        Assert.Equal(ids, transform.Layout.FeatureIds);
        Assert.Equal(golden.GetProperty("output_width").GetInt32(), transform.Layout.OutputWidth);
        Assert.Equal(
            golden.GetProperty("output_start_index").EnumerateArray().Select(start => start.GetInt32()),
            transform.Layout.Columns.Select(column => column.OutputStart));
        foreach (var start in golden.GetProperty("feature_starts_by_type").EnumerateObject())
        {
            Assert.True(FeatureTypeNames.TryParse(start.Name, out var type));
            // The file counts features, the layout network inputs.
            var inputs = transform.Layout.Columns.Take(start.Value.GetInt32()).Sum(column => column.OutputWidth);
            Assert.Equal(inputs, transform.Layout.StartOf(type));
        }

        var output = new float[input.Length / ids.Length * transform.Layout.OutputWidth];
        transform.TransformDense(ids, input, Golden.Bools(golden.GetProperty("presence")), output);
        Golden.AssertClose(Golden.Floats(golden.GetProperty("output")), output);

        transform.TransformDense(ids, input, [], output);
        Golden.AssertClose(Golden.Floats(golden.GetProperty("output_all_present")), output);
    }

    /// <summary>
    /// The file marks row 0 as a defect: the reference multiplies NaN by a presence of 0 and so gives NaN for CONTINUOUS and PROBABILITY.
    /// Here a missing feature gives 0, and a NaN is a missing feature.
    /// </summary>
    [Fact]
    public void A_missing_value_that_is_NaN_gives_0_where_the_reference_gives_NaN()
    {
        var golden = Golden.Load("transform_nan_missing");
        Assert.True(golden.TryGetProperty("reference_defect", out _));
        var transform = new FeatureTransform(new FeatureLayout(Golden.Parameters(golden.GetProperty("normalization_parameters"))));
        var input = Golden.Floats(golden.GetProperty("input"));
        var reference = Golden.Floats(golden.GetProperty("output"));
        var width = transform.Layout.OutputWidth;

        foreach (var presence in new[] { Golden.Bools(golden.GetProperty("presence")), [] })
        {
            var output = new float[2 * width];
            transform.TransformDense(Golden.Ids(golden.GetProperty("sorted_features")), input, presence, output);
            Assert.Equal(new float[width], output[..width]);
            Golden.AssertClose(reference.AsSpan(width), output.AsSpan(width));
        }

        Assert.Contains(reference[..width], float.IsNaN);
    }

    [Fact]
    public void Sparse_rows_spread_over_columns_as_in_the_reference()
    {
        var golden = Golden.Load("sparse_to_dense");
        var expected = Golden.Floats(golden.GetProperty("values"));
        var expectedPresence = Golden.Bools(golden.GetProperty("presence"));
        var columns = Golden.Ids(golden.GetProperty("sorted_features"));
        var dense = new float[columns.Length];
        var presence = new bool[columns.Length];
        var row = 0;
        foreach (var pairs in golden.GetProperty("rows").EnumerateArray())
        {
            var ids = pairs.EnumerateObject().Select(pair => long.Parse(pair.Name, CultureInfo.InvariantCulture)).ToArray();
            var values = pairs.EnumerateObject().Select(pair => (float)Golden.Number(pair.Value)).ToArray();
            new SparseToDense(columns).WriteRow(ids, values, dense, presence);
            Assert.Equal(expected[(row * 3)..((row + 1) * 3)], dense);
            Assert.Equal(expectedPresence[(row * 3)..((row + 1) * 3)], presence);
            row++;
        }

        Assert.Equal(4, row);
    }

    [Fact]
    public void Actions_scale_to_the_network_and_back_as_in_the_reference()
    {
        var golden = Golden.Load("postprocess_continuous_action");
        var scaling = new ActionScaling(new FeatureLayout(Golden.Parameters(golden.GetProperty("normalization_parameters"))));
        var output = new float[12 * 4];

        scaling.ToNetwork(Golden.Floats(golden.GetProperty("action_in_serving_range")), output);
        Golden.AssertClose(Golden.Floats(golden.GetProperty("preprocessed")), output);

        scaling.ToServing(Golden.Floats(golden.GetProperty("preprocessed")), output);
        Golden.AssertClose(Golden.Floats(golden.GetProperty("postprocessed_again")), output);

        scaling.ToServing(Golden.Floats(golden.GetProperty("raw_network_output")), output);
        Golden.AssertClose(Golden.Floats(golden.GetProperty("postprocessed_raw")), output);
    }
}
