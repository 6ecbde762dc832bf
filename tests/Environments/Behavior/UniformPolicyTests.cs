using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Actions;
using ReAgent.Environments.Behavior;
using Xunit;

namespace ReAgent.Environments.Tests.Behavior;

public sealed class UniformPolicyTests
{
    [Fact]
    public void Possible_actions_are_equally_likely_and_impossible_ones_never_played()
    {
        var policy = new UniformPolicy(new DiscreteActions(["a", "b", "c", "d"]));
        var random = new RandomStream(1, "behavior");
        var played = new int[4];
        for (var i = 0; i < 9000; i++)
        {
            var choice = policy.Choose([0], [true, false, true, true], random, []);
            Assert.Equal(1.0 / 3, choice.Propensity, precision: 15);
            played[choice.Index]++;
        }

        Assert.Equal(0, played[1]);
        // Four standard deviations of a binomial count.
        Assert.All([0, 2, 3], action => Assert.Equal(3000, played[action], tolerance: 4 * Math.Sqrt(9000 * (1.0 / 3) * (2.0 / 3))));
    }

    [Fact]
    public void Continuous_actions_fill_the_box_with_density_one_over_volume()
    {
        var policy = new UniformPolicy(new BoxActions([new("torque", -2, 2), new("brake", 0, 0.5)]));
        var random = new RandomStream(1, "behavior");
        var action = new double[2];
        var brakes = new List<double>();
        for (var i = 0; i < 4000; i++)
        {
            var choice = policy.Choose([0], [], random, action);
            Assert.Equal((-1, 0.5), (choice.Index, choice.Propensity));
            Assert.InRange(action[0], -2, 2);
            Assert.InRange(action[1], 0, 0.5);
            brakes.Add(action[1]);
        }

        Assert.Equal(0.25, brakes.Average(), tolerance: 4 * 0.5 / Math.Sqrt(12 * 4000));
        Assert.InRange(brakes.Max(), 0.499, 0.5);
    }

    [Fact]
    public void A_choice_becomes_the_action_that_was_chosen()
    {
        Assert.Equal(3, new BehaviorChoice(3, 0.1).ToAction([]).Index);
        var continuous = new BehaviorChoice(-1, 0.1).ToAction([1.5]);
        Assert.True(continuous.IsContinuous);
        Assert.Equal([1.5], continuous.Values.ToArray());
    }

    [Fact]
    public void Nothing_possible_and_wrong_lengths_are_refused()
    {
        var random = new RandomStream(1, "behavior");
        var discrete = new UniformPolicy(new DiscreteActions(["a", "b"]));
        Assert.Throws<ArgumentException>(() => discrete.Choose([0], [false, false], random, []));
        Assert.Throws<ArgumentException>(() => discrete.Choose([0], [true], random, []));
        Assert.Throws<ArgumentException>(() => new UniformPolicy(new BoxActions([new("torque", -2, 2)])).Choose([0], [], random, []));
    }
}
