using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ReAgent.Data.Replay;
using Xunit;

namespace ReAgent.Data.Tests.Replay;

public sealed class SumTreeTests
{
    [Fact]
    public void It_finds_what_the_originals_tree_finds()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "golden", "replay", "sum_tree.json")));
        var golden = file.RootElement;
        double[] Numbers(string name) => [.. golden.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];
        var tree = new SumTree(new float[golden.GetProperty("capacity").GetInt32()]);
        foreach (var set in golden.GetProperty("sets").EnumerateArray())
        {
            tree[set[0].GetInt32()] = set[1].GetSingle();
        }

        Assert.Equal(golden.GetProperty("total").GetDouble(), tree.Total, 1e-5);
        Assert.Equal(Numbers("leaf_values").Select(value => (float)value), Enumerable.Range(0, tree.Count).Select(leaf => tree[leaf]));
        Assert.Equal(Numbers("sampled_indices").Select(index => (int)index), Numbers("sample_query_values").Select(query => tree.Find(query * tree.Total)));
    }

    [Fact]
    public void A_tree_that_was_changed_is_the_tree_of_its_weights() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte Leaf, ushort Weight)[]>(),
        ArbMap.Default.ArbFor<byte>(),
        (changes, size) =>
        {
            var weights = new float[size + 1];
            var tree = new SumTree(weights);
            foreach (var (leaf, weight) in changes)
            {
                weights[leaf % weights.Length] = weight / 7f;
                tree[leaf % weights.Length] = weight / 7f;
            }

            return tree.Total.Equals(new SumTree(weights).Total) && Enumerable.Range(0, weights.Length).All(leaf => tree[leaf].Equals(weights[leaf]));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_point_is_found_in_the_weight_that_covers_it_and_never_in_one_of_zero() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>().Filter(weights => weights.Any(weight => weight > 0)),
        ArbMap.Default.ArbFor<ushort>(),
        (weights, at) =>
        {
            var tree = new SumTree([.. weights.Select(weight => (float)weight)]);
            var point = at / 65536.0 * tree.Total;
            var found = tree.Find(point);
            var before = weights.Take(found).Sum(weight => (double)weight);
            return weights[found] > 0 && before <= point && point < before + weights[found];
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Weights_that_mean_nothing_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new SumTree([]));
        Assert.Throws<ArgumentException>(() => new SumTree([1, -1]));
        Assert.Throws<ArgumentException>(() => new SumTree([float.NaN]));
        Assert.Throws<InvalidOperationException>(() => new SumTree([0, 0]).Find(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SumTree([1, 2, 3])[3]);
    }
}
