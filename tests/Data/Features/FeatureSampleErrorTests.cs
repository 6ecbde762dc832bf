using ReAgent.Contracts.Randomness;
using ReAgent.Data.Features;
using Xunit;

namespace ReAgent.Data.Tests.Features;

/// <summary>What is estimated from sampled values is as close to what all values give as the theory of uniform samples says.</summary>
public sealed class FeatureSampleErrorTests
{
    /// <summary>
    /// The Dvoretzky–Kiefer–Wolfowitz inequality with Massart's constant: the distribution of k sampled values is nowhere farther than
    /// √(ln(2/δ) / 2k) from that of all values, with probability 1 − δ; without replacement it is nearer still.
    /// </summary>
    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(4000)]
    public void The_distribution_of_the_sample_is_within_its_bound(int kept)
    {
        const double Risk = 1e-6;
        var bound = Math.Sqrt(Math.Log(2 / Risk) / (2 * kept));
        var random = new RandomStream(1, "errors");
        var sample = new FeatureSample(kept, seed: 7);
        double[] values = [.. Enumerable.Range(0, 40_000).Select(row => Math.Exp(random.NextGaussian()) + (row / 10_000))];
        for (var row = 0; row < values.Length; row++)
        {
            sample.AddRow(RowKey.Of("mdp" + (row / 50), row % 50), [1, 2], [values[row], -values[row]]);
        }

        Array.Sort(values);
        foreach (var feature in sample.Features)
        {
            double[] sampled = [.. feature.SampledValues().Select(value => Math.Abs((double)value)).Order()];
            Assert.Equal(kept, sampled.Length);
            var farthest = 0.0;
            for (var i = 0; i < kept; i++)
            {
                // float32 rounding moves a value by less than its distance to the next of 40,000.
                var below = Array.BinarySearch(values, sampled[i]) is var at && at >= 0 ? at : ~at;
                farthest = Math.Max(farthest, Math.Abs((below / (double)values.Length) - (i / (double)kept)));
            }

            Assert.InRange(farthest, 0, bound);
        }
    }

    [Fact]
    public void Quantile_boundaries_are_within_the_bound_of_the_sample_and_end_at_the_range_of_all_values()
    {
        const int Kept = 2000;
        var sample = new FeatureSample(Kept, seed: 3);
        for (var row = 0; row < 50_000; row++)
        {
            sample.AddRow(RowKey.Of("mdp", row), [1], [row / 50_000.0 * 8]); // uniform: a quantile is its share
        }

        var options = new PreprocessingOptions { FeatureOverrides = new Dictionary<long, FeatureType> { [1] = FeatureType.Quantile } };
        var quantiles = FeatureIdentification.Identify(sample, options).Parameters[1].Quantiles!;
        var bound = Math.Sqrt(Math.Log(2 / 1e-6) / (2 * Kept));
        Assert.Equal((0, 49_999 / 50_000.0 * 8), (quantiles[0], quantiles[^1]), new Tolerance(1e-6));
        for (var i = 0; i <= 20; i++)
        {
            Assert.Equal(i / 20.0, quantiles[i] / 8, tolerance: bound);
        }
    }

    [Fact]
    public void Priorities_of_neighbouring_rows_and_features_are_uniform_and_uncorrelated()
    {
        // The kept tenth of the rows of 50 features: each feature keeps a tenth of every hundred rows, and of another's kept rows a tenth.
        const int Features = 50;
        var sample = new FeatureSample(capacity: 1000, seed: 11);
        long[] ids = [.. Enumerable.Range(0, Features).Select(id => (long)id)];
        for (var row = 0; row < 10_000; row++)
        {
            sample.AddRow(RowKey.Of("mdp", row), ids, [.. ids.Select(_ => (double)row)]);
        }

        HashSet<float>[] kept = [.. sample.Features.Select(feature => feature.SampledValues().ToHashSet())];
        Assert.All(kept, rows => Assert.Equal(1000, rows.Count));

        // χ² of the counts per hundred rows has 99 degrees of freedom: mean 99·0.9, deviation about 13.
        var uniformity = kept.Select(rows => rows.CountBy(row => (int)row / 100).Sum(count => Math.Pow(count.Value - 10, 2) / 10)).ToArray();
        Assert.InRange(uniformity.Average(), 80, 98);
        Assert.All(uniformity, value => Assert.InRange(value, 40, 150));
        for (var left = 0; left < Features; left++)
        {
            for (var right = 0; right < left; right++)
            {
                // Hypergeometric: 100 expected, deviation 9.
                Assert.InRange(kept[left].Count(kept[right].Contains), 50, 150);
            }
        }
    }

    private sealed class Tolerance(double tolerance) : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) =>
            Math.Abs(x.Item1 - y.Item1) <= tolerance && Math.Abs(x.Item2 - y.Item2) <= tolerance;

        public int GetHashCode((double, double) pair) => 0;
    }
}
