using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;
using Xunit;

namespace ReAgent.Environments.Tests.CartPole;

public sealed class CartPoleEnvironmentTests
{
    /// <summary>Expected states: Gym's published equations, worked out outside of this code base from the first state.</summary>
    [Fact]
    public void Pushes_move_cart_and_pole_by_the_published_equations()
    {
        var environment = EnvironmentCatalog.BuiltIn.Create("CartPole-v0");
        var state = new double[4];
        environment.Reset(new RandomStream(7, "test"), state);
        AssertState([0.001355217091073932, 0.03255816576273353, 0.0019739128665721833, -0.036937578778567806], state);

        (int Action, double[] Expected)[] steps =
        [
            (1, [0.00200638040633, 0.227651755263, 0.001235161291, -0.328997062912]),
            (1, [0.0065594155116, 0.422756101133, -0.00534477996724, -0.621290221147]),
            (0, [0.0150145375343, 0.227709195347, -0.0177705843902, -0.330295399168]),
            (1, [0.0195687214412, 0.423079543884, -0.0243764923735, -0.628528927487]),
            (0, [0.0280303123189, 0.228306121554, -0.0369470709233, -0.343621571445]),
        ];
        foreach (var (action, expected) in steps)
        {
            var result = environment.Step(EnvironmentAction.Discrete(action), state);
            Assert.Equal(new StepResult(1, Terminated: false, Truncated: false), result);
            AssertState(expected, state);
        }
    }

    [Fact]
    public void A_pole_that_leans_more_than_12_degrees_terminates_and_its_last_step_pays()
    {
        var environment = EnvironmentCatalog.BuiltIn.Create("CartPole-v1");
        var state = new double[4];
        environment.Reset(new RandomStream(7, "test"), state);
        var rewards = 0.0;
        StepResult step;
        do
        {
            step = environment.Step(EnvironmentAction.Discrete(1), state);
            rewards += step.Reward;
        }
        while (!step.Ended);

        Assert.True(step.Terminated);
        Assert.Equal(9, rewards);
        AssertState([0.14786053852270067, 1.7928945620260701, -0.21978522080798063, -2.816782003130535], state);
    }

    /// <summary>
    /// Pushing towards the side on which the pole will lean keeps it upright: falling is a matter of play, not of the world.
    /// </summary>
    [Theory]
    [InlineData("CartPole-v0", 200)]
    [InlineData("CartPole-v1", 500)]
    public void A_balanced_pole_is_truncated_at_the_time_limit(string name, int limit)
    {
        var environment = EnvironmentCatalog.BuiltIn.Create(name);
        var state = new double[4];
        environment.Reset(new RandomStream(0, "test"), state);
        var steps = 0;
        StepResult step;
        do
        {
            var lean = state[2] + (0.5 * state[3]) + (0.01 * state[0]) + (0.1 * state[1]);
            step = environment.Step(EnvironmentAction.Discrete(lean > 0 ? 1 : 0), state);
            steps++;
        }
        while (!step.Ended);

        Assert.Equal((limit, false, true), (steps, step.Terminated, step.Truncated));
    }

    [Fact]
    public void A_pole_that_falls_in_the_last_step_of_the_time_limit_terminates_and_is_not_truncated()
    {
        var environment = EnvironmentCatalog.BuiltIn.Create("CartPole-v1", maxSteps: 9);
        var state = new double[4];
        environment.Reset(new RandomStream(7, "test"), state);
        StepResult step = default;
        for (var i = 0; i < 9; i++)
        {
            step = environment.Step(EnvironmentAction.Discrete(1), state);
        }

        Assert.Equal(new StepResult(1, Terminated: true, Truncated: false), step);
    }

    [Fact]
    public void First_states_are_uniform_within_a_twentieth()
    {
        var environment = EnvironmentCatalog.BuiltIn.Create("CartPole-v0");
        var state = new double[4];
        var seen = Enumerable.Range(0, 2000).SelectMany(episode =>
        {
            environment.Reset(new RandomStream(1, "test", episode), state);
            return state.ToArray();
        }).ToArray();

        Assert.InRange(seen.Max(), 0.0499, 0.05);
        Assert.InRange(seen.Min(), -0.05, -0.0499);
        Assert.Equal(0, seen.Average(), tolerance: 0.05 / Math.Sqrt(3 * 8000) * 4);
    }

    private static void AssertState(double[] expected, double[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-11));
}
