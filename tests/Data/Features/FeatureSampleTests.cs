using FsCheck;
using FsCheck.Fluent;
using ReAgent.Data.Features;
using Xunit;

namespace ReAgent.Data.Tests.Features;

public sealed class FeatureSampleTests
{
    private static readonly long[] Ids = [7, 1, 300];

    [Fact]
    public void Any_split_and_any_order_of_merging_gives_the_same_bytes()
    {
        var cases =
            from rows in Gen.Choose(0, 200)
            from capacity in Gen.Choose(1, 40)
            from parts in Gen.Choose(1, 6)
            from shards in Gen.ArrayOf(Gen.Choose(0, parts - 1), rows)
            from order in Gen.Shuffle(Enumerable.Range(0, rows).ToArray())
            from tree in Gen.Shuffle(Enumerable.Range(0, parts).ToArray())
            select (rows, capacity, parts, shards, order, tree);

        Prop.ForAll(cases.ToArbitrary(), split =>
        {
            var whole = new FeatureSample(split.capacity, seed: 5);
            foreach (var row in Enumerable.Range(0, split.rows))
            {
                AddRow(whole, row);
            }

            var shards = Enumerable.Range(0, split.parts).Select(_ => new FeatureSample(split.capacity, seed: 5)).ToArray();
            foreach (var row in split.order)
            {
                AddRow(shards[split.shards[row]], row);
            }

            // (a + b) + (c + …): pairs first, then the pairs, so that both association and order vary.
            var queue = new Queue<FeatureSample>(split.tree.Select(part => shards[part]));
            while (queue.Count > 1)
            {
                var left = queue.Dequeue();
                left.Merge(queue.Dequeue());
                queue.Enqueue(left);
            }

            return Bytes(whole).SequenceEqual(Bytes(queue.Dequeue()));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Reading_what_was_written_gives_the_same_sample_which_goes_on_the_same_way()
    {
        var sample = Filled(10_000, capacity: 50);
        var bytes = Bytes(sample);
        var read = FeatureSample.Read(new MemoryStream(bytes));

        Assert.Equal(bytes, Bytes(read));
        Assert.Equal(sample.Rows, read.Rows);
        foreach (var row in Enumerable.Range(10_000, 500))
        {
            AddRow(sample, row);
            AddRow(read, row);
        }

        Assert.Equal(Bytes(sample), Bytes(read));
    }

    [Fact]
    public void A_stream_is_read_up_to_the_end_of_the_sample_and_no_further()
    {
        using var stream = new MemoryStream();
        Filled(100, capacity: 7).Write(stream);
        stream.WriteByte(42);
        stream.Position = 0;
        FeatureSample.Read(stream);
        Assert.Equal(42, stream.ReadByte());
    }

    [Fact]
    public void Any_damage_is_noticed()
    {
        var bytes = Bytes(Filled(30, capacity: 10));
        for (var position = 0; position < bytes.Length; position++)
        {
            var damaged = bytes.ToArray();
            damaged[position] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => FeatureSample.Read(new MemoryStream(damaged)));
            Assert.Throws<InvalidDataException>(() => FeatureSample.Read(new MemoryStream(bytes[..position])));
        }
    }

    [Fact]
    public void Fewer_values_than_the_capacity_are_all_kept()
    {
        var sample = Filled(40, capacity: 100);
        var feature = sample.Features.Single(feature => feature.FeatureId == 300);
        Assert.Equal(
            Enumerable.Range(0, 40).Select(row => Value(row, 300)), feature.SampledValues().Order().Select(value => (double)value));
    }

    [Fact]
    public void Counts_and_range_are_exact_however_small_the_sample()
    {
        var sample = new FeatureSample(capacity: 2, seed: 1);
        for (var row = 0; row < 1000; row++)
        {
            double? value = (row % 10) switch { 0 => null, 1 => double.NaN, 2 => double.PositiveInfinity, 3 => 1e300, _ => row };
            sample.AddRow(RowKey.Of("episode", row), value is null ? [] : [4], value is null ? [] : [value.Value]);
        }

        var feature = Assert.Single(sample.Features);
        Assert.Equal((1000, 600, 200, 200), (sample.Rows, feature.Count, feature.InfiniteCount, sample.MissingCount(feature)));
        Assert.Equal((4, 999), (feature.Minimum, feature.Maximum));
        double[] finite = [.. Enumerable.Range(0, 1000).Where(row => row % 10 > 3).Select(row => (double)row)];
        Assert.Equal(finite.Average(), feature.Mean);
        Assert.Equal(Math.Sqrt(finite.Sum(value => Math.Pow(value - finite.Average(), 2)) / 599), feature.StandardDeviation, 1e-10);
        Assert.Equal(2, feature.SampledValues().Length);
    }

    [Fact]
    public void The_sample_is_uniform_over_rows()
    {
        // 200 samples of 100 among 1000 rows: each tenth of the rows should have about 10 of every 100.
        var perTenth = new int[10];
        for (var seed = 0UL; seed < 200; seed++)
        {
            var sample = new FeatureSample(capacity: 100, seed);
            for (var row = 0; row < 1000; row++)
            {
                sample.AddRow(RowKey.Of("mdp" + (row / 20), row % 20), [3], [row]);
            }

            foreach (var value in sample.Features.Single().SampledValues())
            {
                perTenth[(int)value / 100]++;
            }
        }

        // Hypergeometric: variance 100·0.1·0.9·(900/999) per sample; four standard deviations over 200 samples.
        Assert.All(perTenth, count => Assert.Equal(2000, count, tolerance: 4 * Math.Sqrt(200 * 9 * 900.0 / 999)));
    }

    [Fact]
    public void Features_of_a_row_are_sampled_independently()
    {
        var sample = new FeatureSample(capacity: 200, seed: 9);
        for (var row = 0; row < 1000; row++)
        {
            sample.AddRow(RowKey.Of("a", row), [1, 2], [row, row]);
        }

        var both = sample.Features.First().SampledValues().Intersect(sample.Features.Last().SampledValues()).Count();
        Assert.InRange(both, 20, 60); // 40 expected; the same rows would give 200
    }

    [Fact]
    public void Only_samples_of_the_same_kind_merge()
    {
        var sample = new FeatureSample(capacity: 10, seed: 1);
        Assert.Throws<ArgumentException>(() => sample.Merge(new FeatureSample(capacity: 11, seed: 1)));
        Assert.Throws<ArgumentException>(() => sample.Merge(new FeatureSample(capacity: 10, seed: 2)));
        Assert.Throws<ArgumentException>(() => sample.Merge(sample));
        Assert.Throws<ArgumentException>(() => new FeatureSample(capacity: 0, seed: 1));
        Assert.Throws<ArgumentException>(() => sample.AddRow(RowKey.Of("a", 1), [1], []));
    }

    [Fact]
    public void A_share_of_rows_has_its_size_and_a_larger_share_contains_it()
    {
        var keys = Enumerable.Range(0, 10_000).Select(row => RowKey.Of("mdp" + (row / 7), row % 7)).ToArray();
        Assert.Equal(2500, keys.Count(key => key.IsWithin(25, seed: 3)), tolerance: 4 * Math.Sqrt(10_000 * 0.25 * 0.75));
        Assert.All(keys.Where(key => key.IsWithin(25, seed: 3)), key => Assert.True(key.IsWithin(40, seed: 3)));
        Assert.All(keys, key => Assert.True(key.IsWithin(100, seed: 3)));
        Assert.All(keys, key => Assert.False(key.IsWithin(0, seed: 3)));
        Assert.NotEqual(keys.Where(key => key.IsWithin(25, seed: 3)), keys.Where(key => key.IsWithin(25, seed: 4)));
    }

    [Fact]
    public void Keys_of_rows_are_stable_and_distinct()
    {
        Assert.Equal(RowKey.Of("mdp", 3), RowKey.Of("mdp", 3));
        var keys = Enumerable.Range(0, 1000).SelectMany(mdp => Enumerable.Range(0, 100).Select(row => RowKey.Of($"{mdp}", row)));
        Assert.Equal(100_000, keys.Distinct().Count());
        Assert.NotEqual(RowKey.Of(new string('x', 1000), 0), RowKey.Of(new string('x', 1001), 0));
    }

    /// <summary>
    /// Expected bits: FNV-1a and SplitMix64 worked out outside of this code base. Other bits would change every saved result.
    /// </summary>
    [Theory]
    [InlineData("mdp", 3, 0x9FC880683A4C922EUL)]
    [InlineData("ü-7", -1, 0xE0A322413370CB91UL)]
    public void Keys_of_rows_are_the_documented_hash(string mdpId, long sequenceNumber, ulong bits) =>
        Assert.Equal(bits, RowKey.Of(mdpId, sequenceNumber).Bits);

    private static FeatureSample Filled(int rows, int capacity)
    {
        var sample = new FeatureSample(capacity, seed: 5);
        foreach (var row in Enumerable.Range(0, rows))
        {
            AddRow(sample, row);
        }

        return sample;
    }

    /// <summary>Rows with few distinct values, so that equal values and missing features occur.</summary>
    private static void AddRow(FeatureSample sample, int row)
    {
        var present = Ids.Where(id => id == 300 || (row + id) % 3 != 0).ToArray();
        sample.AddRow(RowKey.Of("mdp" + (row / 10), row % 10), present, [.. present.Select(id => Value(row, id))]);
    }

    private static double Value(int row, long id) => id == 300 ? row : (row % 5) - 2;

    private static byte[] Bytes(FeatureSample sample)
    {
        using var stream = new MemoryStream();
        sample.Write(stream);
        return stream.ToArray();
    }
}
