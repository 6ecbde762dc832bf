using FsCheck;
using FsCheck.Fluent;
using ReAgent.Data.Batches;
using Xunit;

namespace ReAgent.Data.Tests.Batches;

public sealed class PermutationTests
{
    private static long[] All(long count, ulong seed, long index = 0)
    {
        var order = new Permutation(count, seed, "test", index);
        return [.. Enumerable.Range(0, (int)count).Select(position => order[position])];
    }

    [Fact]
    public void Every_number_comes_once_and_is_found_where_it_stands() => Prop.ForAll(
        Gen.Choose(1, 3000).SelectMany(count => Gen.Choose(0, 1_000_000).Select(seed => (count, seed: (ulong)seed))).ToArbitrary(),
        drawn =>
        {
            var order = new Permutation(drawn.count, drawn.seed, "test", 0);
            var numbers = All(drawn.count, drawn.seed);
            return numbers.Order().SequenceEqual(Enumerable.Range(0, drawn.count).Select(number => (long)number))
                && numbers.Select(order.PositionOf).SequenceEqual(Enumerable.Range(0, drawn.count).Select(position => (long)position));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void It_is_a_function_of_seed_purpose_and_index()
    {
        Assert.Equal(All(500, 3), All(500, 3));
        Assert.NotEqual(All(500, 3), All(500, 4));
        Assert.NotEqual(All(500, 3), All(500, 3, index: 1));
        Assert.NotEqual(All(500, 3), Enumerable.Range(0, 500).Select(position => new Permutation(500, 3, "other", 0)[position]));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1025)]
    public void Any_number_stands_anywhere_with_the_same_probability(int count)
    {
        // Over many orders, where does number 0 stand, and what comes right after number 1? 20 bins, 4000 orders each.
        const int Orders = 4000;
        var bins = Math.Min(count, 20);
        var (places, followers) = (new int[bins], new int[bins]);
        for (var index = 0; index < Orders; index++)
        {
            var order = new Permutation(count, 7, "test", index);
            places[order.PositionOf(0) * bins / count]++;
            followers[order[(order.PositionOf(1) + 1) % count] * bins / count]++;
        }

        // 99.99 % quantiles of χ² with 1, 2, 9 and 19 degrees of freedom are 15.1, 18.4, 33.7 and 50.8.
        var limit = bins switch { 2 => 15.1, 3 => 18.4, 10 => 33.7, _ => 50.8 };
        var expected = Enumerable.Range(0, bins).Select(bin => Orders * (double)(Upper(bin + 1) - Upper(bin)) / count).ToArray();
        Assert.InRange(ChiSquare(places, expected), 0, limit);

        // Number 1 does not follow itself.
        var own = (int)(1L * bins / count);
        var without = Enumerable.Range(0, bins).Select(bin => Orders * (double)(Upper(bin + 1) - Upper(bin) - (bin == own ? 1 : 0)) / (count - 1)).ToArray();
        Assert.InRange(ChiSquare(followers, without), 0, limit);

        long Upper(int bin) => ((long)bin * count + bins - 1) / bins;
    }

    [Fact]
    public void Neighbours_have_nothing_to_do_with_each_other()
    {
        // In a random order of n, the mean distance of neighbours is n/3 and their correlation −1/n.
        const int Count = 100_000;
        var numbers = All(Count, 11);
        var distance = numbers.Zip(numbers.Skip(1), (one, other) => (double)Math.Abs(one - other)).Average();
        var mean = (Count - 1) / 2.0;
        var correlation = numbers.Zip(numbers.Skip(1), (one, other) => (one - mean) * (other - mean)).Average() / (((double)Count * Count - 1) / 12);
        Assert.InRange(distance / Count, 0.33, 0.3367);
        Assert.InRange(correlation, -0.015, 0.015);
    }

    [Fact]
    public void Every_order_of_few_is_equally_likely()
    {
        var counts = Enumerable.Range(0, 6000).CountBy(index => string.Concat(All(4, 5, index))).Select(pair => pair.Value).ToArray();
        Assert.Equal(24, counts.Length);

        // 99.99 % quantile of χ² with 23 degrees of freedom.
        Assert.InRange(ChiSquare(counts, [.. Enumerable.Repeat(250.0, 24)]), 0, 56.9);
    }

    [Fact]
    public void Billions_are_put_in_order_without_memory()
    {
        var order = new Permutation(long.MaxValue / 3, 1, "test", 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = 0L;
        for (var position = 0L; position < 1000; position++)
        {
            sum += order.PositionOf(order[position]) == position ? 1 : 0;
        }

        Assert.Equal(1000, sum);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
        Assert.Throws<ArgumentOutOfRangeException>(() => order[order.Count]);
        Assert.Throws<ArgumentOutOfRangeException>(() => order[-1]);
    }

    private static double ChiSquare(int[] seen, double[] expected) => 
        seen.Zip(expected).Sum(bin => bin.Second == 0 ? 1e9 * bin.First : (bin.First - bin.Second) * (bin.First - bin.Second) / bin.Second);
}
