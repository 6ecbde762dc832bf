using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;
using Xunit;

namespace ReAgent.Environments.Tests.ChangingArms;

public sealed class ChangingArmsEnvironmentTests
{
    private readonly IEnvironment _environment = EnvironmentCatalog.BuiltIn.Create("ChangingArms-v0");
    private readonly double[] _state = new double[15];

    /// <summary>Which arms are legal was drawn outside of this code base from the same random stream: all at first, then all but the last.</summary>
    [Fact]
    public void Pulling_takes_ten_idling_costs_and_an_illegal_arm_ends_it()
    {
        _environment.Reset(new RandomStream(7, "test"), _state);
        Assert.Equal([100, 100, 100, 100, 100, 1, 1, 1, 1, 1, -10, -10, -10, -10, -10], _state);

        Assert.Equal(new StepResult(10, Terminated: false, Truncated: false), _environment.Step(EnvironmentAction.Discrete(2), _state));
        Assert.Equal([100, 100, 90, 100, 100, 1, 1, 1, 1, 0, -10, -10, -10, -10, -10], _state);

        Assert.Equal(new StepResult(-1000, Terminated: true, Truncated: false), _environment.Step(EnvironmentAction.Discrete(4), _state));
        Assert.Equal([100, 100, 90, 100, 100], _state[..5]);
    }

    [Fact]
    public void Idling_costs_five_hundred_and_changes_no_arm()
    {
        _environment.Reset(new RandomStream(7, "test"), _state);
        Assert.Equal(new StepResult(-500, Terminated: false, Truncated: false), _environment.Step(EnvironmentAction.Discrete(5), _state));
        Assert.Equal([100, 100, 100, 100, 100], _state[..5]);
    }

    [Fact]
    public void Perfect_play_empties_every_arm_for_five_hundred_and_then_the_game_is_over()
    {
        // A seed with which a legal arm that is not empty can always be found.
        _environment.Reset(new RandomStream(7, "test"), _state);
        var total = 0.0;
        StepResult step;
        do
        {
            // The rarely legal arms first, the always legal one last.
            var arm = new[] { 3, 4, 0, 2, 1 }.First(arm => _state[5 + arm] == 1 && _state[arm] > 0);
            step = _environment.Step(EnvironmentAction.Discrete(arm), _state);
            total += step.Reward;
        }
        while (!step.Ended);

        Assert.Equal((500, true), (total, step.Terminated));
        Assert.Equal([0, 0, 0, 0, 0], _state[..5]);
    }

    [Fact]
    public void An_empty_arm_pays_nothing()
    {
        _environment.Reset(new RandomStream(7, "test"), _state);
        for (var pull = 0; pull < 10; pull++)
        {
            Assert.Equal(10, _environment.Step(EnvironmentAction.Discrete(1), _state).Reward);
        }

        Assert.Equal(0, _environment.Step(EnvironmentAction.Discrete(1), _state).Reward);
        Assert.Equal(0, _state[1]);
    }

    [Fact]
    public void Arms_are_legal_as_often_as_published()
    {
        var legal = new double[5];
        const int draws = 4000;
        for (var episode = 0; episode < draws; episode++)
        {
            _environment.Reset(new RandomStream(1, "test", episode), _state);
            for (var arm = 0; arm < 5; arm++)
            {
                legal[arm] += _state[5 + arm] / draws;
            }
        }

        double[] published = [0.95, 1, 0.95, 0.8, 0.8];
        Assert.All(published.Zip(legal), pair =>
            Assert.Equal(pair.First, pair.Second, tolerance: (4 * Math.Sqrt(pair.First * (1 - pair.First) / draws)) + 1e-9));
    }
}
