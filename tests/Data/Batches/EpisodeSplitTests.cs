using FsCheck;
using FsCheck.Fluent;
using ReAgent.Data.Batches;
using ReAgent.Data.Episodes;
using Xunit;

namespace ReAgent.Data.Tests.Batches;

public sealed class EpisodeSplitTests
{
    // Shares in hundredths of a per cent, as a user writes them; together at most everything.
    private static readonly Arbitrary<(int Train, int Test, int HeldOut)> Shares = Gen.Choose(0, 10_000)
        .SelectMany(first => Gen.Choose(0, 10_000).Select(second => (Low: Math.Min(first, second), High: Math.Max(first, second))))
        .Select(cuts => (cuts.Low, cuts.High - cuts.Low, 10_000 - cuts.High))
        .ToArbitrary();

    private static EpisodeSplit[] Splits((int Train, int Test, int HeldOut) shares) =>
    [
        EpisodeSplit.Training(shares.Train / 10_000.0),
        EpisodeSplit.Test(shares.Test / 10_000.0, shares.HeldOut / 10_000.0),
        EpisodeSplit.HeldOut(shares.HeldOut / 10_000.0),
    ];

    [Fact]
    public void Training_test_and_held_out_episodes_are_disjoint_even_where_the_shares_use_up_everything() => Prop.ForAll(Shares, shares =>
    {
        var splits = Splits(shares);
        return splits[0].High <= splits[1].Low && splits[1].High == splits[2].Low && splits.All(split => split.Low <= split.High);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_episode_is_in_one_share_at_most() => Prop.ForAll(Shares, shares =>
    {
        var splits = Splits(shares);
        return Enumerable.Range(0, 200).All(episode => splits.Count(split => split.Contains($"episode {episode}")) <= 1);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Shares_have_the_size_that_was_asked_for()
    {
        var splits = Splits((7000, 1000, 2000));
        double Share(EpisodeSplit split) => Enumerable.Range(0, 20_000).Count(episode => split.Contains($"{episode}")) / 20_000.0;
        Assert.Equal(0.7, Share(splits[0]), 0.01);
        Assert.Equal(0.1, Share(splits[1]), 0.01);
        Assert.Equal(0.2, Share(splits[2]), 0.01);
        Assert.True(EpisodeSplit.Training(1).Contains("any"));
        Assert.False(EpisodeSplit.HeldOut(0).Contains("any"));
    }

    [Fact]
    public void Test_episodes_lie_just_below_the_held_out_ones()
    {
        var split = EpisodeSplit.Test(0.25, 0.5);
        Assert.Equal(new EpisodeSplit(0.25, 0.5), split);
        Assert.True(Enumerable.Range(0, 1000).Select(episode => $"{episode}").All(id => split.Contains(id) == MdpHash.Split(id) is >= 0.25 and < 0.5));
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_share_is_between_none_and_all(double share) => Assert.Throws<ArgumentOutOfRangeException>(() => EpisodeSplit.HeldOut(share));
}
