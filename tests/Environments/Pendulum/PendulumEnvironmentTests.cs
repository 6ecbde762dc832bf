using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;
using Xunit;

namespace ReAgent.Environments.Tests.Pendulum;

public sealed class PendulumEnvironmentTests
{
    /// <summary>
    /// Expected (cos θ, sin θ, θ̇, reward): Gym's published equations, worked out outside of this code base from the first state. The
    /// second torque is out of range and acts as 2; later the speed reaches its bound of 8, where the two versions part.
    /// </summary>
    public static TheoryData<string, int, double[]> Expected => new()
    {
        { "Pendulum-v0", 0, [0.990780033739, 0.135480348181, 1.01494926916, -0.0536520252493] },
        { "Pendulum-v0", 1, [0.978708119936, 0.20525695109, 1.4165595303, -0.12548054022] },
        { "Pendulum-v0", 2, [0.962186857035, 0.272390257073, 1.38300224361, -0.244962329055] },
        { "Pendulum-v0", 20, [0.91070007042, -0.413068253123, 6.07762751898, -4.47730770451] },
        { "Pendulum-v0", 30, [-0.933410743125, -0.358809677433, 8, -15.9627039381] },
        { "Pendulum-v0", 39, [0.954728543021, 0.297478417941, 6.4241820709, -3.77254692373] },
        { "Pendulum-v1", 2, [0.962186857035, 0.272390257073, 1.38300224361, -0.244962329055] },
        { "Pendulum-v1", 20, [0.877011786021, -0.480468861822, 6.11407230492, -4.69454074535] },
        { "Pendulum-v1", 30, [-0.99819098389, -0.0601228715271, 8, -14.2538131812] },
        { "Pendulum-v1", 39, [0.998675286588, 0.0514555337992, 6.17978545307, -3.75576257888] },
    };

    [Theory, MemberData(nameof(Expected))]
    public void Torque_moves_the_pendulum_by_the_published_equations(string name, int step, double[] expected)
    {
        var environment = EnvironmentCatalog.BuiltIn.Create(name);
        var state = new double[3];
        environment.Reset(new RandomStream(7, "test"), state);
        Assert.Equal([0.9963768605049748, 0.08504793854203696, 0.6511633152546705], state);

        var reward = double.NaN;
        for (var i = 0; i <= step; i++)
        {
            var torque = i switch { 1 => 5.0, 2 => -1.25, _ => 2.0 };
            reward = environment.Step(EnvironmentAction.Continuous([torque]), state).Reward;
        }

        Assert.All(expected.Zip([.. state, reward]), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-9));
    }

    [Fact]
    public void A_reward_lies_between_the_worst_cost_and_zero()
    {
        var worst = -((Math.PI * Math.PI) + (0.1 * 64) + (0.001 * 4));
        for (var seed = 0UL; seed < 20; seed++)
        {
            var steps = Episodes.PlayAtRandom(EnvironmentCatalog.BuiltIn.Create("Pendulum-v1"), seed).Steps;
            Assert.Equal(200, steps.Count);
            Assert.All(steps, step => Assert.InRange(step.Reward, worst, 0));
        }
    }

    [Fact]
    public void First_states_cover_the_circle_and_slow_speeds()
    {
        var environment = EnvironmentCatalog.BuiltIn.Create("Pendulum-v0");
        var first = Enumerable.Range(0, 2000).Select(episode =>
        {
            var state = new double[3];
            environment.Reset(new RandomStream(1, "test", episode), state);
            return state;
        }).ToArray();

        Assert.Equal(0, first.Average(state => state[0]), tolerance: 0.07);
        Assert.Equal(0, first.Average(state => state[1]), tolerance: 0.07);
        Assert.InRange(first.Max(state => state[2]), 0.99, 1);
        Assert.InRange(first.Min(state => state[2]), -1, -0.99);
    }
}
