using FsCheck;
using FsCheck.Fluent;
using ReAgent.Contracts.Randomness;
using ReAgent.Data.Replay;
using Xunit;

namespace ReAgent.Data.Tests.Replay;

public sealed class PrioritizedReplayTests
{
    private static PrioritizedReplay Fresh(int count, double alpha = 0.6, double beta = 0.4) => new([], count, count, alpha, beta, epsilon: 1e-6);

    [Fact]
    public void Transitions_are_drawn_in_proportion_to_their_priorities()
    {
        var replay = Fresh(6, alpha: 1);
        float[] errors = [1, -2, 3, 4, 0, 6];
        replay.Update([0, 1, 2, 3, 4, 5], errors);
        var counts = new int[6];
        var (rows, weights) = (new long[50], new float[50]);
        const int Batches = 2000;
        for (var batch = 0; batch < Batches; batch++)
        {
            replay.Sample(new RandomStream(3, "replay", batch), rows, weights);
            Assert.Equal(rows.Order(), rows);
            foreach (var row in rows)
            {
                counts[row]++;
            }
        }

        // Stretches that a priority covers wholly always bring it: the count varies by those at its two ends alone.
        for (var row = 0; row < 6; row++)
        {
            var expected = Batches * rows.Length * Math.Abs(errors[row]) / 16.0;
            Assert.InRange(counts[row], expected - (6 * Math.Sqrt(Batches)), expected + (6 * Math.Sqrt(Batches)));
        }
    }

    [Fact]
    public void Weights_undo_the_preference_and_the_largest_is_one() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>().Filter(errors => errors.Length > 0),
        ArbMap.Default.ArbFor<byte>(),
        (errors, power) =>
        {
            var beta = power / 255.0;
            var replay = Fresh(errors.Length, beta: beta);
            replay.Update([.. Enumerable.Range(0, errors.Length).Select(row => (long)row)], [.. errors.Select(error => error / 8f)]);
            var priorities = replay.Priorities();
            var (rows, weights) = (new long[16], new float[16]);
            replay.Sample(new RandomStream(5, "replay"), rows, weights);

            // w_i / w_j = (p_j / p_i)^β
            var least = rows.Min(row => priorities[row]);
            return Math.Abs(weights.Max() - 1) < 1e-6
                && rows.Zip(weights).All(pair => Math.Abs(pair.Second - Math.Pow(least / priorities[pair.First], beta)) < 1e-4);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_priority_is_a_power_of_the_error()
    {
        var replay = Fresh(2, alpha: 0.5);
        replay.Update([0, 1], [-4, float.NaN]);
        Assert.Equal([2f, 1f], replay.Priorities(), (expected, actual) => Math.Abs(expected - actual) < 1e-5);
    }

    [Fact]
    public void New_transitions_have_the_largest_priority_and_the_oldest_are_forgotten()
    {
        Assert.Equal([1f, 1f], Fresh(2).Priorities());
        Assert.Equal([3f, 2f, 3f, 3f], new PrioritizedReplay([9, 3, 2], count: 4, fresh: 2, 0.6, 0.4, 1e-6).Priorities());
        Assert.Equal([1f, 1f], new PrioritizedReplay([9, 3, 2], count: 2, fresh: 5, 0.6, 0.4, 1e-6).Priorities());
        Assert.Throws<ArgumentException>(() => new PrioritizedReplay([9], count: 4, fresh: 2, 0.6, 0.4, 1e-6));
    }
}
