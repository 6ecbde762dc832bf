using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;
using Xunit;

namespace ReAgent.Environments.Tests.MountainCar;

public sealed class MountainCarEnvironmentTests
{
    /// <summary>Expected states: Gym's published equations, worked out outside of this code base from the first state.</summary>
    [Fact]
    public void Pushes_move_the_car_by_the_published_equations()
    {
        var environment = EnvironmentCatalog.BuiltIn.Create("MountainCar-v0");
        var state = new double[2];
        environment.Reset(new RandomStream(7, "test"), state);
        AssertState([-0.4972895658178521, 0], state);

        (int Action, double[] Expected)[] steps =
        [
            (2, [-0.496486680086, 0.000802885731696]),
            (2, [-0.494886910942, 0.00159976914439]),
            (0, [-0.494502214602, 0.000384696339581]),
            (1, [-0.494335465449, 0.0001667491527]),
            (2, [-0.493387909313, 0.00094755613601]),
        ];
        foreach (var (action, expected) in steps)
        {
            Assert.Equal(new StepResult(-1, Terminated: false, Truncated: false), environment.Step(EnvironmentAction.Discrete(action), state));
            AssertState(expected, state);
        }
    }

    [Fact]
    public void Pushing_the_way_the_car_rolls_reaches_the_flag_and_terminates()
    {
        var environment = EnvironmentCatalog.BuiltIn.Create("MountainCar-v0");
        var state = new double[2];
        environment.Reset(new RandomStream(7, "test"), state);
        int[] first = [2, 2, 0, 1, 2];
        var steps = 0;
        StepResult step;
        do
        {
            var action = steps < first.Length ? first[steps] : state[1] >= 0 ? 2 : 0;
            step = environment.Step(EnvironmentAction.Discrete(action), state);
            steps++;
        }
        while (!step.Ended);

        Assert.Equal(new StepResult(-1, Terminated: true, Truncated: false), step);
        Assert.Equal(128, steps);
        AssertState([0.541671191495, 0.0474240482384], state);
    }

    [Fact]
    public void Pushing_right_alone_does_not_get_there()
    {
        var environment = EnvironmentCatalog.BuiltIn.Create("MountainCar-v0");
        var state = new double[2];
        environment.Reset(new RandomStream(7, "test"), state);
        StepResult step;
        do
        {
            step = environment.Step(EnvironmentAction.Discrete(2), state);
        }
        while (!step.Ended);

        Assert.True(step.Truncated);
    }

    [Fact]
    public void The_wall_on_the_left_stops_the_car()
    {
        var environment = EnvironmentCatalog.BuiltIn.Create("MountainCar-v0");
        var state = new double[2];
        environment.Reset(new RandomStream(7, "test"), state);
        var stopped = false;
        for (var i = 0; i < 200 && !stopped; i++)
        {
            environment.Step(EnvironmentAction.Discrete(state[1] > 0 ? 2 : 0), state);
            stopped = state[0] == -1.2;
        }

        Assert.Equal([-1.2, 0], state);
    }

    private static void AssertState(double[] expected, double[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-11));
}
