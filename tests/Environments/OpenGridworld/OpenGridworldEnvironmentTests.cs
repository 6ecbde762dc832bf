using FsCheck;
using FsCheck.Fluent;
using ReAgent.Contracts.Randomness;
using ReAgent.Environments.Actions;
using ReAgent.Environments.Catalog;
using Xunit;

namespace ReAgent.Environments.Tests.OpenGridworld;

public sealed class OpenGridworldEnvironmentTests
{
    private readonly IEnvironment _environment = EnvironmentCatalog.BuiltIn.Create("MiniGrid-Empty-5x5-v0");
    private readonly double[] _observation = new double[100];

    [Fact]
    public void The_shortest_walk_takes_five_steps_and_pays_one_less_nine_tenths_of_the_time_it_took()
    {
        _environment.Reset(new RandomStream(7, "test"), _observation);
        Assert.Equal("at_column_1_row_1_facing_right", Where());

        (int Action, string Where)[] walk =
        [
            (2, "at_column_2_row_1_facing_right"),
            (2, "at_column_3_row_1_facing_right"),
            (1, "at_column_3_row_1_facing_down"),
            (2, "at_column_3_row_2_facing_down"),
        ];
        foreach (var (action, where) in walk)
        {
            Assert.Equal(new StepResult(0, Terminated: false, Truncated: false), _environment.Step(EnvironmentAction.Discrete(action), _observation));
            Assert.Equal(where, Where());
        }

        // 1 − 0.9 · 5/100
        Assert.Equal(new StepResult(0.955, Terminated: true, Truncated: false), _environment.Step(EnvironmentAction.Discrete(2), _observation));
        Assert.Equal("at_column_3_row_3_facing_down", Where());
    }

    [Fact]
    public void Walls_stop_and_the_hands_find_nothing()
    {
        _environment.Reset(new RandomStream(7, "test"), _observation);
        foreach (var action in new[] { 0, 2, 3, 4, 5, 6 })
        {
            _environment.Step(EnvironmentAction.Discrete(action), _observation);
            Assert.Equal("at_column_1_row_1_facing_up", Where());
        }
    }

    [Fact]
    public void A_shorter_time_limit_does_not_change_what_a_walk_pays()
    {
        var hurried = EnvironmentCatalog.BuiltIn.Create("MiniGrid-Empty-5x5-v0", maxSteps: 5);
        hurried.Reset(new RandomStream(7, "test"), _observation);
        StepResult step = default;
        foreach (var action in new[] { 2, 2, 1, 2, 2 })
        {
            step = hurried.Step(EnvironmentAction.Discrete(action), _observation);
        }

        Assert.Equal(new StepResult(0.955, Terminated: true, Truncated: false), step);
    }

    [Fact]
    public void Every_walk_shows_one_place_within_the_walls() => Prop.ForAll<byte[]>(walk =>
    {
        _environment.Reset(new RandomStream(7, "test"), _observation);
        foreach (var action in walk)
        {
            var ended = _environment.Step(EnvironmentAction.Discrete(action % 7), _observation).Ended;
            Assert.Equal(1, _observation.Sum());
            Assert.Equal(1, _observation.Max());
            Assert.DoesNotContain("column_0", Where(), StringComparison.Ordinal);
            Assert.DoesNotContain("column_4", Where(), StringComparison.Ordinal);
            Assert.DoesNotContain("row_0", Where(), StringComparison.Ordinal);
            Assert.DoesNotContain("row_4", Where(), StringComparison.Ordinal);
            if (ended)
            {
                break;
            }
        }
    }).QuickCheckThrowOnFailure();

    private string Where() => _environment.Description.Observation[Array.IndexOf(_observation, 1)].Name;
}
