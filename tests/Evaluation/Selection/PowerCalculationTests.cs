using ReAgent.Evaluation.Selection;
using Xunit;

namespace ReAgent.Evaluation.Tests.Selection;

public class PowerCalculationTests
{
    /// <summary>(1.959964 + 0.841621)² = 7.848880: of 100 episodes with a standard error of 0.5, a difference of 1 needs 100 · 0.25 · 7.848880 = 196.2.</summary>
    [Fact]
    public void Numbers_of_episodes_are_those_of_the_formula()
    {
        var power = new PowerCalculation(100, 0.5, 1.959964);

        Assert.Equal(197, power.EpisodesFor(1));
        Assert.Equal(power.EpisodesFor(1), power.EpisodesFor(-1));
        Assert.Equal(0.5 * 2.801585, power.DetectableDifference, 5);
        Assert.Equal(100, power.EpisodesFor(power.DetectableDifference), 1.0);
        Assert.Equal(2, power.EpisodesFor(1000));
        Assert.True(new PowerCalculation(100, 0.5, 1.959964, 0.95).EpisodesFor(1) > 300);
    }
}
