using FsCheck;
using FsCheck.Fluent;
using ReAgent.Data.Columns;
using ReAgent.Data.Features;
using Xunit;

namespace ReAgent.Data.Tests.Features;

public sealed class FeatureTransformTests
{
    private static readonly Dictionary<long, NormalizationParameters> EveryType = new()
    {
        [90] = new() { Type = FeatureType.Binary },
        [80] = new() { Type = FeatureType.Probability },
        [70] = new() { Type = FeatureType.Continuous, Mean = 1, StandardDeviation = 2 },
        [60] = new() { Type = FeatureType.BoxCox, BoxCoxLambda = 0.3, BoxCoxShift = 1, Mean = 0.5, StandardDeviation = 1.5 },
        [61] = new() { Type = FeatureType.BoxCox, BoxCoxLambda = -0.4, BoxCoxShift = 0, Mean = 0, StandardDeviation = 1 },
        [50] = new() { Type = FeatureType.Enum, PossibleValues = [3, 1, 2] },
        [40] = new() { Type = FeatureType.Quantile, Quantiles = [-1, 0, 0.5, 4] },
        [30] = new() { Type = FeatureType.ContinuousAction, MinValue = -2, MaxValue = 2 },
        [20] = new() { Type = FeatureType.DiscreteAction },
        [10] = new() { Type = FeatureType.DoNotPreprocess },
        [5] = new() { Type = FeatureType.ClipLog },
    };

    private static readonly FeatureTransform Transform = new(new FeatureLayout(EveryType));

    public static TheoryData<FeatureType> MonotoneTypes =>
    [
        FeatureType.Probability, FeatureType.Continuous, FeatureType.BoxCox, FeatureType.Quantile, FeatureType.ContinuousAction,
        FeatureType.DiscreteAction, FeatureType.DoNotPreprocess, FeatureType.ClipLog,
    ];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(80, 0.5)]
    [InlineData(100, 1)]
    [InlineData(-5, 0)]
    [InlineData(40, 0.25)]
    [InlineData(1000, 1)]
    public void Quantile_boundaries_lie_at_equal_steps(float value, float expected)
    {
        var parameters = new NormalizationParameters { Type = FeatureType.Quantile, Quantiles = [0, 80, 100] };
        Assert.Equal(expected, One(parameters, value), tolerance: 1e-6);
    }

    [Fact]
    public void Enumerated_features_take_one_input_per_value_in_the_listed_order()
    {
        var transform = new FeatureTransform(new FeatureLayout(new Dictionary<long, NormalizationParameters>
        {
            [1] = new() { Type = FeatureType.Enum, PossibleValues = [12, 4, 2] },
            [2] = new() { Type = FeatureType.Continuous, Mean = 0, StandardDeviation = 1 },
            [3] = new() { Type = FeatureType.Enum, PossibleValues = [15, 3] },
        }));
        var output = new float[4 * 6];

        transform.TransformRows(
            Rows([(2, 1), (1, 12), (3, 15)], [(1, 4), (2, 2), (3, 3)], [(3, 15), (2, 3), (1, 2)], [(1, 2), (2, 3)]), 0, 4, output);

        Assert.Equal(
            [
                1, 1, 0, 0, 1, 0,
                2, 0, 1, 0, 0, 1,
                3, 0, 0, 1, 1, 0,
                3, 0, 0, 1, 0, 0,
            ],
            output);
        Assert.Equal(["2", "1=12", "1=4", "1=2", "3=15", "3=3"], transform.Layout.OutputNames());
    }

    [Fact]
    public void A_missing_feature_gives_0_for_every_type()
    {
        var output = new float[Transform.Layout.OutputWidth];
        output.AsSpan().Fill(7);
        Transform.TransformRow([], [], output);
        Assert.All(output, value => Assert.Equal(0, value));

        Transform.TransformRow([.. EveryType.Keys], [.. Enumerable.Repeat(double.NaN, EveryType.Count)], output);
        Assert.All(output, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Missing_values_can_count_as_values_of_zero()
    {
        var zeroing = new FeatureTransform(Transform.Layout, setMissingValueToZero: true);
        var missing = new float[Transform.Layout.OutputWidth];
        var zeros = new float[Transform.Layout.OutputWidth];
        zeroing.TransformRow([70], [double.NaN], missing);
        Transform.TransformRow([.. EveryType.Keys], new double[EveryType.Count], zeros);
        Assert.Equal(zeros, missing);
        Assert.Contains(missing, value => value != 0);
    }

    [Fact]
    public void Features_are_found_by_id_in_whatever_order_they_come()
    {
        var ids = EveryType.Keys.ToArray();
        double[] values = [1, 0.25, 3, 0.7, 2, 1, 0.2, -1.5, 1, 99, 0.01];
        var expected = new float[Transform.Layout.OutputWidth];
        Transform.TransformRow(ids, values, expected);

        Prop.ForAll(Gen.Shuffle(Enumerable.Range(0, ids.Length).ToArray()).ToArbitrary(), order =>
        {
            var shuffledIds = order.Select(i => ids[i]).Append(12345).ToArray();
            var shuffled = order.Select(i => values[i]).Append(1).ToArray();
            var sparse = new float[expected.Length];
            Transform.TransformRow(shuffledIds, shuffled, sparse);
            var dense = new float[expected.Length];
            Transform.TransformDense(shuffledIds, [.. shuffled.Select(value => (float)value)], [], dense);
            return expected.SequenceEqual(sparse) && expected.SequenceEqual(dense);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_row_comes_out_the_same_alone_among_many_and_from_a_dense_table()
    {
        var ids = EveryType.Keys.ToArray();
        const int count = 1000; // several blocks, the last one not full
        var values = Enumerable.Range(0, count * ids.Length).Select(i => (float)Math.Sin(i) * 5).ToArray();
        var dense = new float[count * Transform.Layout.OutputWidth];
        Transform.TransformDense(ids, values, [], dense);

        var rows = Rows([.. values.Chunk(ids.Length).Select(row => ids.Zip(row, (id, value) => (id, (double)value)).ToArray())]);
        var sparse = new float[dense.Length];
        Transform.TransformRows(rows, 0, 300, sparse.AsSpan(0, 300 * Transform.Layout.OutputWidth));
        Transform.TransformRows(rows, 300, 700, sparse.AsSpan(300 * Transform.Layout.OutputWidth));
        Assert.Equal(dense, sparse);

        var alone = new float[Transform.Layout.OutputWidth];
        for (var row = 0; row < count; row++)
        {
            Transform.TransformRow(rows.Keys(row), rows.Values(row), alone);
            Assert.Equal(dense[(row * alone.Length)..((row + 1) * alone.Length)], alone);
        }
    }

    [Theory, MemberData(nameof(MonotoneTypes))]
    public void Larger_values_never_give_smaller_outputs(FeatureType type)
    {
        foreach (var parameters in EveryType.Values.Where(parameters => parameters.Type == type))
        {
            Prop.ForAll(AnyFloat, AnyFloat, (a, b) => One(parameters, Math.Min(a, b)) <= One(parameters, Math.Max(a, b)))
                .QuickCheckThrowOnFailure();
        }
    }

    [Fact]
    public void Outputs_are_numbers_within_the_clamp_for_every_value()
    {
        foreach (var parameters in EveryType.Values.Where(parameters => parameters.Type != FeatureType.DoNotPreprocess))
        {
            Prop.ForAll(AnyFloat, value => Math.Abs(One(parameters, value)) <= 11.513f).QuickCheckThrowOnFailure();
        }

        foreach (var extreme in new[] { float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, float.Epsilon })
        {
            Assert.All(
                EveryType.Values.Where(parameters => parameters.Type != FeatureType.DoNotPreprocess),
                parameters => Assert.InRange(One(parameters, extreme), -11.513f, 11.513f));
        }
    }

    [Fact]
    public void Spans_of_the_wrong_length_are_refused()
    {
        var output = new float[Transform.Layout.OutputWidth];
        Assert.Throws<ArgumentException>(() => Transform.TransformRow([1, 2], [1], output));
        Assert.Throws<ArgumentException>(() => Transform.TransformRow([1], [1], new float[3]));
        Assert.Throws<ArgumentException>(() => Transform.TransformRows(Rows([(70, 1)]), 0, 2, new float[2 * output.Length]));
        Assert.Throws<ArgumentException>(() => Transform.TransformRows(Rows([(70, 1)]), 1, 1, output));
        Assert.Throws<ArgumentException>(() => Transform.TransformRows(Rows([(70, 1)]), 0, 1, new float[3]));
        Assert.Throws<ArgumentException>(() => Transform.TransformDense([70, 80], [1, 2, 3], [], output));
        Assert.Throws<ArgumentException>(() => Transform.TransformDense([70, 80], [1, 2], [true], output));
    }

    private static Arbitrary<float> AnyFloat { get; } =
        Gen.OneOf(
            ArbMap.Default.GeneratorFor<int>().Select(i => i / 16f),
            ArbMap.Default.GeneratorFor<NormalFloat>().Select(f => (float)f.Item)).ToArbitrary();

    private static float One(NormalizationParameters parameters, float value)
    {
        var transform = new FeatureTransform(new FeatureLayout(new Dictionary<long, NormalizationParameters> { [1] = parameters }));
        var output = new float[transform.Layout.OutputWidth];
        transform.TransformRow([1], [value], output);
        return output[0];
    }

    private static MapColumn<long> Rows(params (long Id, double Value)[][] rows)
    {
        var column = new MapColumn<long>();
        foreach (var row in rows)
        {
            foreach (var (id, value) in row)
            {
                column.Add(id, value);
            }

            column.EndRow();
        }

        return column;
    }
}
