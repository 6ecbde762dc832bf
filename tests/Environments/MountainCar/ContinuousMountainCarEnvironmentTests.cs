using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;
using Xunit;

namespace ReAgent.Environments.Tests.MountainCar;

public sealed class ContinuousMountainCarEnvironmentTests
{
    /// <summary>
    /// Expected (position, velocity, reward): Gym's published equations, worked out outside of this code base. The second force is out of
    /// range and acts, and costs, as −1; from the fourth step the car is pushed the way it rolls.
    /// </summary>
    [Fact]
    public void Forces_move_the_car_by_the_published_equations_until_the_flag_pays()
    {
        var environment = EnvironmentCatalog.BuiltIn.Create("MountainCarContinuous-v0");
        var state = new double[2];
        environment.Reset(new RandomStream(7, "test"), state);
        Assert.Equal([-0.4972895658178521, 0], state);
        var seen = new List<double[]>();
        StepResult step;
        do
        {
            var force = seen.Count switch { 0 => 1, 1 => -3, 2 => 0.25, _ => state[1] >= 0 ? 1.0 : -1 };
            step = environment.Step(EnvironmentAction.Continuous([force]), state);
            seen.Add([.. state, step.Reward]);
        }
        while (!step.Ended);

        Assert.True(step.Terminated);
        Assert.Equal(82, seen.Count);
        double[] expected =
        [
            -0.495986680086, 0.0013028857317, -0.1,
            -0.496390648314, -0.000403968228304, -0.1,
            -0.496623450979, -0.00023280266437, -0.00625,
            0.481863465971, 0.0532964006055, 99.9,
        ];
        Assert.All(expected.Zip([.. seen[0], .. seen[1], .. seen[2], .. seen[^1]]), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-10));
    }
}
