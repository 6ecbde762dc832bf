using FsCheck;
using FsCheck.Fluent;
using ReAgent.Contracts.Randomness;
using ReAgent.Data.Columns;
using ReAgent.Data.Features;
using Xunit;

namespace ReAgent.Data.Tests.Features;

/// <summary>However many features and rows there are, a sample stays within its memory, and what it keeps depends on the rows alone.</summary>
public sealed class FeatureSampleMemoryTests
{
    [Fact]
    public void Thousands_of_sparse_features_stay_within_the_budget_and_merge_to_the_same_bytes()
    {
        const int Features = 5000;
        const int Rows = 8000;
        var options = new FeatureSampleOptions { MemoryMb = 12, MaxFeatures = Features, Capacity = 100_000 };
        var column = SparseRows(Rows, Features, perRow: 100);
        RowKey[] keys = [.. Enumerable.Range(0, Rows).Select(row => RowKey.Of("mdp", row))];

        var whole = new FeatureSample(options, seed: 1);
        var largest = 0L;
        for (var row = 0; row < Rows; row += 500)
        {
            whole.AddRows(keys.AsSpan(row, 500), column, row);
            largest = Math.Max(largest, whole.MemoryBytes);
        }

        // 12 MiB less the counters do not hold all of the about 160 values of each feature.
        Assert.InRange(largest, 6 << 20, 12 << 20);
        Assert.InRange(whole.KeptPerFeature, 80, 140);
        Assert.All(whole.Features, feature => Assert.Equal(Math.Min(feature.Count, whole.KeptPerFeature), feature.SampledValues().Length));

        // The last shard is small, so that it kept more of each feature than the others.
        FeatureSample[] shards = [.. new[] { (3_000, 2_500), (0, 3_000), (5_500, 2_300), (7_800, 200) }.Select(part =>
        {
            var shard = new FeatureSample(options, seed: 1);
            shard.AddRows(keys.AsSpan(part.Item1, part.Item2), column, part.Item1);
            return shard;
        })];
        shards[3].Merge(shards[1]);
        shards[0].Merge(shards[2]);
        shards[0].Merge(shards[3]);
        Assert.Equal(Bytes(whole), Bytes(shards[0]));
        Assert.InRange(shards[0].MemoryBytes, 6 << 20, 12 << 20);
    }

    [Fact]
    public void The_memory_that_is_counted_is_the_memory_that_is_taken()
    {
        const int Features = 2000;
        var options = new FeatureSampleOptions { MemoryMb = 8, MaxFeatures = Features };
        var column = SparseRows(4000, Features, perRow: 200);
        RowKey[] keys = [.. Enumerable.Range(0, 4000).Select(row => RowKey.Of("mdp", row))];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var sample = new FeatureSample(options, seed: 1);
        sample.AddRows(keys, column, 0);
        var taken = GC.GetTotalMemory(forceFullCollection: true) - before;

        // Blocks on the way to the reservoirs take one MiB and a half more, whatever the number of features.
        Assert.InRange(taken, 4 << 20, sample.MemoryBytes + (3 << 19));
        Assert.InRange(sample.MemoryBytes, 4 << 20, 8 << 20);
        GC.KeepAlive(keys);
        GC.KeepAlive(column);
    }

    [Fact]
    public void Features_share_a_short_budget_in_the_same_way_in_any_order()
    {
        // Very different numbers of values, so that some features keep all of theirs.
        var cases =
            from counts in Gen.OneOf(Gen.Choose(0, 50), Gen.Choose(0, 30_000)).ArrayOf(6)
            from split in Gen.Choose(0, 100)
            select (counts, split);

        Prop.ForAll(cases.ToArbitrary(), drawn =>
        {
            var options = new FeatureSampleOptions { MemoryMb = 1, MaxFeatures = 500 };
            var (whole, left, right) = (new FeatureSample(options, 2), new FeatureSample(options, 2), new FeatureSample(options, 2));
            for (var row = 0; row < drawn.counts.Max(); row++)
            {
                long[] ids = [.. Enumerable.Range(0, 6).Where(id => row < drawn.counts[id]).Select(id => (long)id)];
                double[] values = [.. ids.Select(id => (double)(row * id))];
                whole.AddRow(RowKey.Of("mdp", row), ids, values);
                (row % 100 < drawn.split ? left : right).AddRow(RowKey.Of("mdp", row), ids, values);
            }

            right.Merge(left);
            var fits = whole.Features.Sum(feature => feature.SampledCount) * 8 <= 1 << 20;
            var fair = whole.Features.All(feature => feature.SampledCount == Math.Min(feature.Count, whole.KeptPerFeature));
            return fits && fair && whole.MemoryBytes <= 1 << 20 && Bytes(whole).SequenceEqual(Bytes(right));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));
    }

    [Fact]
    public void More_features_than_allowed_are_refused_with_the_name_of_the_option()
    {
        var sample = new FeatureSample(new FeatureSampleOptions { MaxFeatures = 3 }, seed: 1);
        sample.AddRow(RowKey.Of("mdp", 0), [5, 6, 7], [1, 2, 3]);
        sample.AddRow(RowKey.Of("mdp", 1), [7, 6, 5], [1, 2, 3]);
        var error = Assert.Throws<InvalidDataException>(() => sample.AddRow(RowKey.Of("mdp", 2), [5, -1234], [1, 2]));
        Assert.Contains("more than 3 different features (feature -1234 is one more)", error.Message, StringComparison.Ordinal);
        Assert.Contains("max_features", error.Message, StringComparison.Ordinal);

        var other = new FeatureSample(new FeatureSampleOptions { MaxFeatures = 3 }, seed: 1);
        other.AddRow(RowKey.Of("mdp", 3), [8], [1]);
        var whole = new FeatureSample(new FeatureSampleOptions { MaxFeatures = 3 }, seed: 1);
        whole.AddRow(RowKey.Of("mdp", 0), [5, 6, 7], [1, 2, 3]);
        Assert.Throws<InvalidDataException>(() => whole.Merge(other));
    }

    [Fact]
    public void Options_that_cannot_be_met_are_named()
    {
        var error = Assert.Throws<ArgumentException>(
            () => new FeatureSample(new FeatureSampleOptions { Capacity = 0, MemoryMb = 16, MaxFeatures = 50_000 }, seed: 1));
        Assert.Contains("1 to 1073741824 values of each feature, not 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("sketch_memory_mb is 16, but max_features of 50000 need at least 98", error.Message, StringComparison.Ordinal);
    }

    private static MapColumn<long> SparseRows(int rows, int features, int perRow)
    {
        var random = new RandomStream(4, "sparse");
        var column = new MapColumn<long>();
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < perRow; i++)
            {
                column.Add((i * (features / perRow)) + random.NextInt(features / perRow), random.NextGaussian());
            }

            column.EndRow();
        }

        return column;
    }

    private static byte[] Bytes(FeatureSample sample)
    {
        using var stream = new MemoryStream();
        sample.Write(stream);
        return stream.ToArray();
    }
}
