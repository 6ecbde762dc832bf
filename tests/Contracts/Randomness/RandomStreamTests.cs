using FsCheck;
using FsCheck.Fluent;
using ReAgent.Contracts.Randomness;
using Xunit;

namespace ReAgent.Contracts.Tests.Randomness;

public class RandomStreamTests
{
    [Fact]
    public void The_numbers_of_a_stream_never_change()
    {
        // Outputs of finished experiments depend on these: a change here is a change of every result.
        var stream = new RandomStream(42, "collect", 7);

        Assert.Equal(
            [4414243067940098664UL, 7446917288240003183UL, 15798425726147493160UL],
            new[] { stream.NextUInt64(), stream.NextUInt64(), stream.NextUInt64() });
    }

    [Fact]
    public void Xoshiro_follows_its_reference()
    {
        // First outputs of xoshiro256** from the state (1, 2, 3, 4), by the authors' C code.
        var state = new byte[40];
        for (var word = 0; word < 4; word++)
        {
            state[8 * word] = (byte)(word + 1);
        }

        BitConverter.TryWriteBytes(state.AsSpan(32), double.NaN);
        var stream = RandomStream.From(state);

        Assert.Equal(
            [11520UL, 0UL, 1509978240UL, 1215971899390074240UL, 1216172134540287360UL],
            Enumerable.Range(0, 5).Select(_ => stream.NextUInt64()));
    }

    [Fact]
    public void Streams_that_differ_in_seed_purpose_or_index_differ()
    {
        ulong First(ulong seed, string purpose, long index) => new RandomStream(seed, purpose, index).NextUInt64();

        Assert.Equal(
            4,
            new HashSet<ulong> { First(1, "a", 0), First(2, "a", 0), First(1, "b", 0), First(1, "a", 1) }.Count);
    }

    [Fact]
    public void A_restored_stream_goes_on_with_the_next_number() => Prop.ForAll<ulong, byte, bool>((seed, drawn, gaussian) =>
    {
        var stream = new RandomStream(seed, "test");
        for (var i = 0; i < drawn; i++)
        {
            _ = gaussian ? stream.NextGaussian() : stream.NextDouble();
        }

        var restored = RandomStream.From(stream.Save());
        return Enumerable.Range(0, 10).All(_ => restored.NextGaussian().Equals(stream.NextGaussian()) && restored.NextUInt64() == stream.NextUInt64());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_that_are_no_state_are_refused() =>
        Assert.Contains("40 bytes, not 39", Assert.Throws<ArgumentException>(() => RandomStream.From(new byte[39])).Message, StringComparison.Ordinal);

    [Fact]
    public void Whole_numbers_are_below_their_bound_and_equally_frequent()
    {
        var stream = new RandomStream(3, "dice");
        var counts = new int[6];
        for (var i = 0; i < 60_000; i++)
        {
            counts[stream.NextInt(6)]++;
        }

        // Chi-squared with 5 degrees of freedom: above 20.5 once in a thousand.
        Assert.InRange(counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000), 0, 20.5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_bound_that_is_not_positive_is_refused(int bound) => Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(1, "x").NextInt(bound));

    [Fact]
    public void Gaussians_have_mean_0_and_variance_1()
    {
        var stream = new RandomStream(5, "normal");
        var numbers = Enumerable.Range(0, 100_000).Select(_ => stream.NextGaussian()).ToArray();

        Assert.InRange(numbers.Average(), -0.013, 0.013);
        Assert.InRange(numbers.Average(number => number * number), 0.98, 1.02);
        Assert.InRange(numbers.Average(number => Math.Pow(number, 4)), 2.85, 3.15);
    }

    [Fact]
    public void Uniform_numbers_stay_in_their_interval() => Prop.ForAll<ulong>(seed =>
    {
        var stream = new RandomStream(seed, "uniform");
        return stream.NextDouble() is >= 0 and < 1 && stream.NextDouble(-3, 5) is >= -3 and < 5;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_shuffle_keeps_the_items_and_reaches_every_order()
    {
        var stream = new RandomStream(9, "shuffle");
        var orders = new Dictionary<string, int>();
        for (var i = 0; i < 6000; i++)
        {
            char[] items = ['a', 'b', 'c'];
            stream.Shuffle<char>(items);
            Assert.Equal("abc", string.Concat(items.Order()));
            var order = new string(items);
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(6, orders.Count);
        Assert.All(orders.Values, count => Assert.InRange(count, 880, 1120));
    }
}
