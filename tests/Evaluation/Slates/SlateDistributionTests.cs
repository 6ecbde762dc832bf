using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Slates.Distributions;
using Xunit;

namespace ReAgent.Evaluation.Tests.Slates;

public class SlateDistributionTests
{
    private static readonly double[] Rewards = [3, 8, 0, 4, 1];
    private static readonly double[] Relevances = [1, 0.5, 2.5, 2, 5];
    private static readonly double[][] PerSlot = [[1, 0.5, 2.5, 2, 5], [1.5, 1, 2, 1, 4], [3, 2.5, 0.5, 4, 2]];

    /// <summary>ReAgent's test of slot expectations.</summary>
    [Fact]
    public void Expected_rewards_of_slots_are_those_of_ReAgent_when_all_slots_share_weights() => AssertClose(
        [1.818182, 2.137357, 2.661971], ExpectedRewards(new PlackettLuce(Relevances, 3)));

    /// <summary>
    /// ReAgent expects 2.51352 and 7.36929 for the second and the third slot: its probabilities of the third sum to 1.70, since it reckons
    /// with that slot's weights for the earlier ones.
    /// </summary>
    [Fact]
    public void Expected_rewards_of_slots_are_right_when_slots_have_weights_of_their_own() => AssertClose(
        [1.818182, 2.586453, 4.416423], ExpectedRewards(new PerSlotItems(PerSlot)));

    [Fact]
    public void A_slate_is_as_probable_as_its_items_are_one_after_the_other()
    {
        Assert.Equal(5.0 / 11 * (1.0 / 6) * (2.0 / 5), new PlackettLuce(Relevances, 3).Probability([4, 0, 3]), 12);
        Assert.Equal(5.0 / 11 * (1.5 / 5.5) * (4.0 / 7), new PerSlotItems(PerSlot).Probability([4, 0, 3]), 12);
        Assert.Equal([5.0 / 11, 1.0 / 6, 2.0 / 5], new PlackettLuce(Relevances, 3).Conditionals([4, 0, 3]), new Close());
        Assert.Equal(0, new PlackettLuce(Relevances, 3).Probability([4, 4, 3]));
    }

    [Fact]
    public void Expectations_are_what_enumerated_slates_add_up_to() => Laws.Hold(seed =>
    {
        var random = new RandomStream((ulong)(uint)seed, "tests/slates");
        var (items, slots) = (4 + random.NextInt(3), 1 + random.NextInt(4));
        SlateDistribution distribution = random.NextInt(2) == 0 ? new PlackettLuce(Weights(random, items), slots) : PerSlotOf(random, items, slots);

        var expected = new double[slots * items];
        foreach (var (slate, probability) in distribution.Enumerate())
        {
            Assert.Equal(probability, distribution.Probability(slate), 12);
            for (var slot = 0; slot < slots; slot++)
            {
                expected[(slot * items) + slate[slot]] += probability;
            }
        }

        Assert.Equal(expected, distribution.SlotItemExpectations, new Close());
        Assert.All(distribution.SlotItemExpectations.Chunk(items), row => Assert.Equal(1, row.Sum(), 12));
        Assert.Equal(1, distribution.Expect(_ => 1), 12);
    });

    [Fact]
    public void Items_under_other_names_are_shown_as_often() => Laws.Hold(seed =>
    {
        var random = new RandomStream((ulong)(uint)seed, "tests/slates");
        var weights = Weights(random, 6);
        int[] names = [0, 1, 2, 3, 4, 5];
        random.Shuffle<int>(names);
        var renamed = new double[6];
        foreach (var item in names)
        {
            renamed[names[item]] = weights[item];
        }

        var (before, after) = (new PlackettLuce(weights, 3).SlotItemExpectations, new PlackettLuce(renamed, 3).SlotItemExpectations);

        Assert.Equal(before, Enumerable.Range(0, 18).Select(cell => after[(cell / 6 * 6) + names[cell % 6]]), new Close());
    });

    [Fact]
    public void Drawn_slates_come_as_often_as_they_should()
    {
        var distribution = new PerSlotItems(PerSlot);
        var random = new RandomStream(1, "tests/slates");
        var drawn = Enumerable.Range(0, 20_000).Select(_ => distribution.Draw(random)).ToArray();

        Assert.All(drawn, slate => Assert.Equal(3, slate.Distinct().Count()));
        for (var cell = 0; cell < 15; cell++)
        {
            Assert.Equal(distribution.SlotItemExpectations[cell], drawn.Count(slate => slate[cell / 5] == cell % 5) / 20_000.0, 0.015);
        }
    }

    /// <summary>All items alike, so that what is drawn can be told from what is right.</summary>
    [Fact]
    public void Too_many_slates_to_enumerate_are_drawn_from()
    {
        var distribution = new PlackettLuce([.. Enumerable.Repeat(1.0, 40)], 8);

        Assert.False(distribution.IsEnumerable);
        Assert.All(distribution.SlotItemExpectations, probability => Assert.InRange(probability, 0.02, 0.03));
        Assert.Equal(8 * 19.5, distribution.Expect(slate => slate.Sum()), 1.0);
    }

    [Fact]
    public void The_best_slate_takes_the_first_of_equal_items()
    {
        var best = FixedSlate.Best([0.5, 1, 0.5, 2], 3);

        Assert.Equal(1, best.Probability([3, 1, 0]));
        Assert.Equal(0, best.Probability([3, 1, 2]));
        Assert.Equal([0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0], best.SlotItemExpectations);
    }

    [Fact]
    public void Items_without_weight_are_never_shown()
    {
        var distribution = new PlackettLuce([0, 1, 3], 2);

        Assert.Equal(2, distribution.Enumerate().Count());
        Assert.Equal(0.75, distribution.Probability([2, 1]), 12);
    }

    [Fact]
    public void Weights_that_make_no_slate_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new PlackettLuce([1, 0, 0], 2));
        Assert.Throws<ArgumentException>(() => new PlackettLuce([1, -1, 1], 1));
        Assert.Throws<ArgumentException>(() => new PlackettLuce([1, double.NaN, 1], 1));
        Assert.Throws<ArgumentException>(() => new PlackettLuce([1, 1], 3));
        Assert.Throws<ArgumentException>(() => new PerSlotItems([]));
        Assert.Throws<ArgumentException>(() => new PerSlotItems([[1, 1], [1, 0]]));
        Assert.Throws<ArgumentException>(() => new PerSlotItems([[1, 1], [1, 1, 1]]));
        Assert.Throws<ArgumentException>(() => new FixedSlate([0, 0], 2));
        Assert.Throws<ArgumentException>(() => new FixedSlate([2], 2));
    }

    private static double[] ExpectedRewards(SlateDistribution distribution) =>
        [.. distribution.SlotItemExpectations.Chunk(Rewards.Length).Select(row => row.Zip(Rewards, (share, reward) => share * reward).Sum())];

    private static void AssertClose(double[] expected, double[] actual) => Assert.All(
        expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 6));

    private static PerSlotItems PerSlotOf(RandomStream random, int items, int slots) =>
        new([.. Enumerable.Range(0, slots).Select(_ => Weights(random, items))]);

    private static double[] Weights(RandomStream random, int items) =>
        [.. Enumerable.Range(0, items).Select(_ => random.NextDouble(0.05, 1))];

    private sealed class Close : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= 1e-12;

        public int GetHashCode(double obj) => 0;
    }
}
