using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using ReAgent.Contracts.Randomness;
using ReAgent.Data.Features;
using Xunit;

namespace ReAgent.Data.Tests.Features;

/// <summary>A sample's mean and standard deviation are those of all values, without the rounding of running sums.</summary>
public sealed class FeatureMomentsTests
{
    private static readonly Gen<float> AnyFinite =
        Gen.Choose(int.MinValue, int.MaxValue).Select(BitConverter.Int32BitsToSingle).Where(float.IsFinite);

    [Fact]
    public void The_mean_of_any_values_is_the_nearest_number_to_the_exact_one_however_they_are_merged()
    {
        var cases =
            from values in AnyFinite.NonEmptyListOf().Select(list => list.ToArray())
            from split in Gen.Choose(0, values.Length)
            from shuffled in Gen.Shuffle(values)
            select (values, split, shuffled);

        Prop.ForAll(cases.ToArbitrary(), drawn =>
        {
            var whole = Moments(drawn.values);
            var merged = Moments(drawn.shuffled[drawn.split..], drawn.shuffled[..drawn.split]);
            var exact = drawn.values.Aggregate(BigInteger.Zero, (total, value) => total + Multiple(value));
            return whole == merged && IsNearest(whole.Mean, exact, drawn.values.Length);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(1e6, 1)]
    [InlineData(-3, 2)]
    [InlineData(1e-30, 1e-36)]
    [InlineData(0, 1e37)]
    public void The_standard_deviation_has_no_cancellation(double mean, double deviation)
    {
        var random = new RandomStream(3, "moments");
        float[] values = [.. Enumerable.Range(0, 1000).Select(_ => (float)(mean + (deviation * random.NextGaussian())))];
        var centre = values.Average(value => (double)value);
        var expected = Math.Sqrt(values.Sum(value => (value - centre) / deviation * ((value - centre) / deviation)) / 999) * deviation;

        var moments = Moments(values);
        Assert.Equal(1, moments.Mean / centre, tolerance: 1e-12);
        Assert.Equal(1, moments.StandardDeviation / expected, tolerance: 1e-9);
    }

    [Fact]
    public void The_last_digit_is_rounded_to_nearest()
    {
        Assert.Equal((1 / 3.0, Math.Sqrt(1 / 3.0)), Moments([1, 0, 0]));
        Assert.Equal((-2 / 3.0, Math.Sqrt(1 / 3.0)), Moments([-1, -1, 0]));
        Assert.Equal((0, Math.Sqrt(50)), Moments([5, -5]));
        Assert.Equal((float.Epsilon, 0), Moments([float.Epsilon]));
        Assert.Equal((float.MaxValue, 0), Moments([float.MaxValue, float.MaxValue]));
        Assert.Equal((double.NaN, double.NaN), Moments([float.NaN, float.PositiveInfinity]));
    }

    private static (double Mean, double StandardDeviation) Moments(params float[][] parts)
    {
        var whole = new FeatureSample(capacity: 1, seed: 1);
        for (var part = 0; part < parts.Length; part++)
        {
            var sample = new FeatureSample(capacity: 1, seed: 1);
            for (var row = 0; row < parts[part].Length; row++)
            {
                sample.AddRow(RowKey.Of($"{part}", row), [1], [parts[part][row]]);
            }

            whole.Merge(sample);
        }

        var feature = whole.Features.Single();
        return (feature.Mean, feature.StandardDeviation);
    }

    /// <summary>The value in units of 2⁻¹⁴⁹, of which every float32 is a multiple.</summary>
    private static BigInteger Multiple(float value) => new(Math.ScaleB((double)value, 149));

    private static bool IsNearest(double actual, BigInteger sum, int count)
    {
        var error = Error(actual);
        return error <= Error(Math.BitIncrement(actual)) && error <= Error(Math.BitDecrement(actual));

        // |candidate − sum / count|, exactly, in units of 2⁻⁴⁰⁰ / count.
        BigInteger Error(double candidate) =>
            BigInteger.Abs((new BigInteger(Math.ScaleB(candidate, 400)) * count) - (sum << (400 - 149)));
    }
}
