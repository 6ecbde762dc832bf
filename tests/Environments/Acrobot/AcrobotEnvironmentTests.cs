using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;
using Xunit;

namespace ReAgent.Environments.Tests.Acrobot;

public sealed class AcrobotEnvironmentTests
{
    /// <summary>
    /// Expected observations: Gym's published equations, worked out outside of this code base from the first state. From the fifth step the
    /// torque follows the second joint's velocity, which swings the links up.
    /// </summary>
    [Fact]
    public void Torques_move_the_links_by_the_published_equations_until_they_are_up()
    {
        var environment = EnvironmentCatalog.BuiltIn.Create("Acrobot-v1");
        var state = new double[6];
        environment.Reset(new RandomStream(7, "test"), state);
        AssertState(
            [0.9999963267755209, 0.0027104308634693223, 0.9978806806934063, 0.06507032425663907, 0.003947825733144367, -0.07387515755713561], state);

        var expected = new Dictionary<int, double[]>
        {
            [0] = [0.999959394671, -0.00901160414268, 0.99690542669, 0.0786102425691, -0.118178297014, 0.205105238218],
            [1] = [0.999114034981, -0.0420849748093, 0.989821350295, 0.142315475268, -0.203778981349, 0.419429936987],
            [2] = [0.998215080665, -0.059721459563, 0.98560646591, 0.169055891223, 0.0311198426692, -0.155091959472],
            [3] = [0.999047933605, -0.043625982621, 0.993135151501, 0.116972521785, 0.125133532937, -0.359682820245],
            [20] = [0.822424373637, 0.5688744586, 0.717962927269, -0.696081342278, 0.219354811636, -1.73985263782],
            [76] = [-0.435076017134, 0.900393724609, 0.401143153025, 0.916015376935, 1.55889474956, -3.79557056205],
        };
        int[] first = [2, 2, 0, 1];
        for (var step = 0; step <= 76; step++)
        {
            var action = step < first.Length ? first[step] : state[5] >= 0 ? 2 : 0;
            var result = environment.Step(EnvironmentAction.Discrete(action), state);
            Assert.Equal(step < 76 ? new StepResult(-1, false, false) : new StepResult(0, Terminated: true, Truncated: false), result);
            if (expected.TryGetValue(step, out var known))
            {
                AssertState(known, state);
            }
        }
    }

    /// <summary>Without torque nothing adds energy or takes it away: ½ θ̇ᵀM θ̇ − g Σ m h, from the links' masses, not from the equations of motion. The step of 0.2 s loses 0.12 J in 10 s.</summary>
    [Fact]
    public void Without_torque_energy_is_kept()
    {
        var environment = EnvironmentCatalog.BuiltIn.Create("Acrobot-v1");
        var state = new double[6];
        environment.Reset(new RandomStream(7, "test"), state);
        for (var step = 0; step < 30; step++)
        {
            environment.Step(EnvironmentAction.Discrete(state[5] >= 0 ? 2 : 0), state);
        }

        var energy = Energy(state);
        Assert.True(energy > Energy([1, 0, 1, 0, 0, 0]) + 1, "The links swing.");
        for (var step = 0; step < 50; step++)
        {
            environment.Step(EnvironmentAction.Discrete(1), state);
            Assert.Equal(energy, Energy(state), tolerance: 0.15);
        }
    }

    /// <summary>Two links of 1 kg and 1 m with their centers in the middle and moments of inertia of 1 kg·m² about them, in J.</summary>
    private static double Energy(double[] state)
    {
        var (cos1, sin1, cos2, sin2, velocity1, velocity2) = (state[0], state[1], state[2], state[3], state[4], state[5]);
        var cosBoth = (cos1 * cos2) - (sin1 * sin2);
        var both = velocity1 + velocity2;
        var first = 0.5 * (0.25 + 1) * velocity1 * velocity1;
        var center2 = (velocity1 * velocity1) + (0.25 * both * both) + (velocity1 * both * cos2);
        var second = 0.5 * (center2 + (both * both));
        return first + second - (9.8 * ((0.5 * cos1) + cos1 + (0.5 * cosBoth)));
    }

    private static void AssertState(double[] expected, double[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-9));
}
