using ReAgent.Evaluation.Returns;
using Xunit;

namespace ReAgent.Evaluation.Tests.Returns;

public class StepGridTests
{
    [Fact]
    public void Short_episodes_use_every_step() => Assert.Equal([-1, 0, 1, 2], StepGrid.Spread(horizon: 3, count: 25));

    [Fact]
    public void Long_episodes_spread_their_steps_evenly() => Assert.Equal([-1, 24, 49, 74, 99], StepGrid.Spread(horizon: 100, count: 5));

    [Fact]
    public void Steps_are_distinct_and_reach_from_the_model_alone_to_the_end()
    {
        for (var horizon = 1; horizon < 300; horizon++)
        {
            var steps = StepGrid.Spread(horizon, 25);

            Assert.Equal(Math.Min(horizon + 1, 25), steps.Distinct().Count());
            Assert.Equal((-1, horizon - 1), (steps[0], steps[^1]));
            Assert.Equal(steps.Order(), steps);
        }
    }
}
