using ReAgent.Data.Batches;
using ReAgent.Data.Columns;
using Xunit;

namespace ReAgent.Data.Tests.Batches;

public sealed class IdEncoderTests
{
    private static readonly (long Id, int Row)[] HashedRows = [(0, 2), (1, 2), (2, 4), (1000000, 4), (1500004, 6), (-1, 0)];

    private static float[] Bag(IdTable table, long[] ids, double[]? scores = null)
    {
        var encoding = new IdEncoding([table], [new IdBag(7, scores is not null, 0)]);
        var bag = new float[encoding.Width];
        new IdEncoder(encoding).Fill(0, ids, scores ?? [], bag);
        return bag;
    }

    private static IdTable Listed(bool mean, params long[] ids) => new(ids.Length, IdMapping.Listed, mean, [.. ids]);

    [Fact]
    public void Listed_ids_have_their_rows_and_others_are_left_out_and_counted()
    {
        var encoding = new IdEncoding([Listed(false, 40, 10, 30)], [new IdBag(7, false, 0)]);
        var bag = new float[3];

        Assert.Equal(2, new IdEncoder(encoding).Fill(0, [30, 99, 40, 41], [], bag));
        Assert.Equal([1, 0, 1], bag);
    }

    [Fact]
    public void The_mean_is_over_ids_that_have_a_row_and_an_id_that_is_there_twice_counts_twice()
    {
        Assert.Equal([0.5f, 0, 0.5f], Bag(Listed(true, 40, 10, 30), [30, 99, 40]));
        Assert.Equal([2, 0, 1], Bag(Listed(false, 40, 10, 30), [40, 30, 40]));
        Assert.Equal([0, 0, 0], Bag(Listed(true, 40, 10, 30), [99]));
    }

    [Fact]
    public void Scores_are_weights()
    {
        Assert.Equal([0, -10, 0.25f], Bag(Listed(false, 40, 10, 30), [10, 30], [-10, 0.25]));
        Assert.Equal([0, -5, 0.125f], Bag(Listed(true, 40, 10, 30), [10, 30, 99], [-10, 0.25, 3]));
    }

    [Fact]
    public void An_id_can_be_the_number_of_its_row()
    {
        var table = new IdTable(4, IdMapping.Direct, false, []);
        Assert.Equal([1, 0, 0, 1], Bag(table, [3, 0, 4, -1, long.MaxValue]));
    }

    /// <summary>Rows computed outside of this code base from the published mixing of SplitMix64: (bits + 0x9E3779B97F4A7C15) mixed, modulo 7.</summary>
    [Fact]
    public void Hashed_ids_all_have_a_row_the_same_on_every_machine()
    {
        var table = new IdTable(7, IdMapping.Hashed, false, []);
        foreach (var (id, row) in HashedRows)
        {
            Assert.Equal(row, Array.IndexOf(Bag(table, [id]), 1));
        }

        Assert.Equal(1000, Bag(table, [.. Enumerable.Range(0, 1000).Select(id => (long)id)]).Sum());
        Assert.All(Bag(table, [.. Enumerable.Range(0, 7000).Select(id => (long)id)]), count => Assert.InRange(count, 850, 1150));
    }

    [Fact]
    public void Every_bag_of_a_row_has_its_place_and_a_missing_list_is_an_empty_bag()
    {
        var encoding = new IdEncoding(
            [Listed(false, 1, 2), new IdTable(3, IdMapping.Direct, false, [])], [new IdBag(100, false, 0), new IdBag(101, false, 1), new IdBag(200, true, 0)]);
        var (lists, scores) = ((NestedMapColumn<long>)ColumnShape.IdLists.Create(), (NestedMapColumn<long>)ColumnShape.IdScoreLists.Create());
        List(101, 2, 0, 5);
        List(100, 2);
        lists.EndRow();
        scores.EndRow();
        lists.EndRow();
        scores.Keys.Add(200);
        ((MapColumn<long>)scores.Values).Add(1, 0.5);
        ((MapColumn<long>)scores.Values).EndRow();
        scores.EndRow();

        var encoder = new IdEncoder(encoding);
        var bags = new float[7];
        Assert.Equal(1, encoder.Encode(lists, scores, 0, bags));
        Assert.Equal([0, 1, 1, 0, 1, 0, 0], bags);
        Assert.Equal(0, encoder.Encode(lists, scores, 1, bags));
        Assert.Equal([0, 0, 0, 0, 0, 0.5f, 0], bags);

        void List(long feature, params long[] ids)
        {
            lists.Keys.Add(feature);
            Array.ForEach(ids, ((ListColumn<long>)lists.Values).Add);
            ((ListColumn<long>)lists.Values).EndRow();
        }
    }
}
