using FsCheck;
using FsCheck.Fluent;
using ReAgent.Contracts.Randomness;
using ReAgent.Data.Columns;
using ReAgent.Data.Features;
using Xunit;

namespace ReAgent.Data.Tests.Features;

/// <summary>Rows that are added many at a time, by any mixture of ways, give the sample of the same rows added one by one.</summary>
public sealed class FeatureSampleBatchTests
{
    private enum Layout
    {
        Dense,
        Sparse,
        Mixed,
        Wide,
        Empty,
    }

    [Fact]
    public void Batches_of_any_rows_in_any_split_and_order_give_the_same_bytes_as_single_rows()
    {
        var cases =
            from layout in Gen.Elements(Enum.GetValues<Layout>())
            from rows in Gen.Choose(1, 700)
            from capacity in Gen.Choose(1, 200)
            from seed in Gen.Choose(0, int.MaxValue)
            from cuts in Gen.Choose(0, rows).ArrayOf(3)
            from order in Gen.Shuffle(Enumerable.Range(0, rows).ToArray())
            select (layout, rows, capacity, seed, cuts, order);

        Prop.ForAll(cases.ToArbitrary(), drawn =>
        {
            var column = Rows(drawn.layout, drawn.rows, (ulong)drawn.seed);
            RowKey[] keys = [.. Enumerable.Range(0, drawn.rows).Select(row => RowKey.Of("mdp" + (row / 20), row % 20))];
            var single = new FeatureSample(drawn.capacity, seed: 3);
            foreach (var row in drawn.order)
            {
                single.AddRow(keys[row], column.Keys(row), column.Values(row));
            }

            // Consecutive rows, then chosen rows, then single ones; the last part in a sample of its own that is merged into another's.
            Array.Sort(drawn.cuts);
            var batched = new FeatureSample(drawn.capacity, seed: 3);
            batched.AddRows(keys.AsSpan(0, drawn.cuts[0]), column, start: 0);
            int[] chosen = [.. drawn.order.Where(row => row >= drawn.cuts[0] && row < drawn.cuts[1])];
            batched.AddRows([.. chosen.Select(row => keys[row])], column, chosen);
            for (var row = drawn.cuts[1]; row < drawn.cuts[2]; row++)
            {
                batched.AddRow(keys[row], column.Keys(row), column.Values(row));
            }

            var rest = new FeatureSample(drawn.capacity, seed: 3);
            rest.AddRows(keys.AsSpan(drawn.cuts[2]), column, drawn.cuts[2]);
            rest.Merge(batched);
            return Bytes(single).SequenceEqual(Bytes(rest));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Rows_outside_of_the_column_are_refused()
    {
        var column = Rows(Layout.Dense, 3, seed: 1);
        var sample = new FeatureSample(capacity: 5, seed: 1);
        Assert.Throws<ArgumentException>(() => sample.AddRows(new RowKey[2], column, start: 2));
        Assert.Throws<ArgumentException>(() => sample.AddRows(new RowKey[2], column, start: -1));
        Assert.Throws<ArgumentException>(() => sample.AddRows(new RowKey[2], column, [1]));
        Assert.Equal(0, sample.Rows);
    }

    /// <summary>Values of every kind: whole, fractional, repeated, both zeros, missing, infinite.</summary>
    private static MapColumn<long> Rows(Layout layout, int rows, ulong seed)
    {
        var random = new RandomStream(seed, "rows");
        var column = new MapColumn<long>();
        for (var row = 0; row < rows; row++)
        {
            var kind = layout == Layout.Mixed ? (Layout)(row / 30 % 3) : layout;
            var width = kind switch { Layout.Dense => 3, Layout.Wide => 150, Layout.Empty => row % 2, _ => random.NextInt(8) };
            for (var feature = 0; feature < width; feature++)
            {
                var id = kind == Layout.Sparse ? (10 * feature) + random.NextInt(10) - 20 : feature * feature;
                column.Add(id, Value(id, random));
            }

            column.EndRow();
        }

        return column;
    }

    private static double Value(long id, RandomStream random) => (id % 5) switch
    {
        0 => random.NextInt(2),
        1 => random.NextGaussian(),
        2 => random.NextInt(40),
        3 => random.NextInt(2) == 0 ? 0.0 : -0.0,
        _ => random.NextInt(4) switch { 0 => double.NaN, 1 => double.NegativeInfinity, 2 => 1e300, _ => random.NextInt(3) },
    };

    private static byte[] Bytes(FeatureSample sample)
    {
        using var stream = new MemoryStream();
        sample.Write(stream);
        return stream.ToArray();
    }
}
