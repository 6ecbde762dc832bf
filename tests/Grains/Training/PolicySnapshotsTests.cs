using FsCheck;
using FsCheck.Fluent;
using ReAgent.Grains.Training;
using Xunit;

namespace ReAgent.Grains.Tests.Training;

public class PolicySnapshotsTests
{
    [Theory]
    [InlineData(0, 20, new int[0])]
    [InlineData(1, 20, new[] { 10 })]
    [InlineData(4, 20, new[] { 4, 8, 12, 16 })]
    [InlineData(3, 10, new[] { 2, 5, 7 })]
    [InlineData(10, 3, new[] { 1, 2 })]
    [InlineData(5, 1, new int[0])]
    public void They_are_spread_evenly_and_the_last_is_not_among_them(int count, int epochs, int[] expected) =>
        Assert.Equal(expected, PolicySnapshots.Epochs(count, epochs));

    [Fact]
    public void They_ascend_lie_within_the_training_and_are_as_many_as_there_is_room_for() => Prop.ForAll(
        Gen.Choose(0, 200).Two().ToArbitrary(),
        pair =>
        {
            var (count, epochs) = (pair.Item1, pair.Item2 + 1);
            var snapshots = PolicySnapshots.Epochs(count, epochs);
            Assert.Equal(snapshots.Order().Distinct(), snapshots);
            Assert.All(snapshots, epoch => Assert.InRange(epoch, 1, epochs - 1));
            Assert.Equal(Math.Min(count, epochs - 1), snapshots.Count);
        }).QuickCheckThrowOnFailure();
}
