using FsCheck;
using FsCheck.Fluent;
using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;
using Xunit;

namespace ReAgent.Environments.Tests.LinearDynamics;

public sealed class LinearDynamicsEnvironmentTests
{
    /// <summary>Expected states and rewards: A, B, Q and R multiplied outside of this code base. The second control is out of range.</summary>
    [Fact]
    public void Controls_move_the_state_by_the_matrices_and_cost_by_them()
    {
        var environment = EnvironmentCatalog.BuiltIn.Create("LinearDynamics-v0");
        var state = new double[3];
        environment.Reset(new RandomStream(7, "test"), state);
        Assert.Equal([0, 1, 0], state);

        (double[] Control, double[] Expected, double Reward)[] steps =
        [
            ([1, -0.5], [0, 0.2, -0.3], -0.9),
            ([5, -7], [-0.1, -0.12, -0.76], -9.022),
            ([0, 0.25], [-0.008, -0.244, -0.23], -0.16652),
            ([-1, 1], [0.0044, -0.0952, 0.1568], -1.0456312),
        ];
        foreach (var (control, expected, reward) in steps)
        {
            var step = environment.Step(EnvironmentAction.Continuous(control), state);
            Assert.Equal(reward, step.Reward, tolerance: 1e-12);
            Assert.All(expected.Zip(state), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-12));
            Assert.False(step.Terminated);
        }
    }

    [Fact]
    public void Every_first_state_comes_up()
    {
        var environment = EnvironmentCatalog.BuiltIn.Create("LinearDynamics-v0");
        var state = new double[3];
        var seen = Enumerable.Range(0, 1000).Select(episode =>
        {
            environment.Reset(new RandomStream(1, "test", episode), state);
            return (state[0], state[1], state[2]);
        }).ToHashSet();

        Assert.Equal(27, seen.Count);
        Assert.All(seen, state => Assert.All(new[] { state.Item1, state.Item2, state.Item3 }, x => Assert.Contains(x, new double[] { -1, 0, 1 })));
    }

    /// <summary>Q and R are positive definite: whatever is done, it costs.</summary>
    [Fact]
    public void No_reward_is_positive() => Prop.ForAll<short, short, byte>((first, second, seed) =>
    {
        var environment = EnvironmentCatalog.BuiltIn.Create("LinearDynamics-v0");
        var state = new double[3];
        environment.Reset(new RandomStream(seed, "test"), state);
        var moved = state.Any(x => x != 0) || first != 0 || second != 0;
        var reward = environment.Step(EnvironmentAction.Continuous([first / 1000.0, second / 1000.0]), state).Reward;
        return moved ? reward < 0 : reward == 0;
    }).QuickCheckThrowOnFailure();
}
