using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;
using Xunit;

namespace ReAgent.Environments.Tests.PossibleActionsMaskTester;

public sealed class PossibleActionsMaskTesterEnvironmentTests
{
    private readonly IEnvironment _environment = EnvironmentCatalog.BuiltIn.Create("PossibleActionsMaskTester-v0");
    private readonly double[] _state = new double[20];
    private readonly bool[] _mask = new bool[4];

    /// <summary>The possible actions were drawn outside of this code base from the same random stream.</summary>
    [Fact]
    public void Only_the_possible_action_pays()
    {
        _environment.Reset(new RandomStream(7, "test"), _state);
        (int Possible, int Action, double Reward)[] steps = [(2, 2, 10), (3, 2, 0), (2, 2, 10), (0, 0, 10), (1, 3, 0)];
        for (var step = 0; step < steps.Length; step++)
        {
            Assert.Equal(step, Array.IndexOf(_state, 1));
            _environment.PossibleActions(_mask);
            Assert.Equal(steps[step].Possible, Array.IndexOf(_mask, true));
            Assert.Equal(1, _mask.Count(possible => possible));
            var result = _environment.Step(EnvironmentAction.Discrete(steps[step].Action), _state);
            Assert.Equal(new StepResult(steps[step].Reward, Terminated: false, Truncated: false), result);
        }
    }

    [Fact]
    public void Who_heeds_the_mask_earns_two_hundred_and_the_last_step_leads_nowhere()
    {
        var episode = Episodes.PlayAtRandom(_environment, seed: 7);
        Assert.Equal(200, episode.Steps.Sum(step => step.Reward));
        Assert.Equal(20, episode.Steps.Count);
        Assert.True(episode.Steps[^1].Terminated);
        Assert.All(episode.Observations[^1], x => Assert.Equal(0, x));
    }

    [Fact]
    public void Every_action_is_possible_equally_often()
    {
        var possible = new int[4];
        for (var seed = 0UL; seed < 200; seed++)
        {
            foreach (var mask in Episodes.PlayAtRandom(_environment, seed).Masks)
            {
                possible[Array.IndexOf(mask, true)]++;
            }
        }

        Assert.All(possible, count => Assert.Equal(1000, count, tolerance: 4 * Math.Sqrt(4000 * 0.25 * 0.75)));
    }
}
