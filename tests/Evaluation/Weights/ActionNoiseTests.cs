using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Weights;
using Xunit;

namespace ReAgent.Evaluation.Tests.Weights;

public sealed class ActionNoiseTests
{
    [Theory]
    [InlineData(0, 0.2)]
    [InlineData(0.95, 0.2)]
    [InlineData(-1, 0.05)]
    [InlineData(0.3, 3)]
    public void Densities_within_the_range_sum_to_one(float mean, double deviation)
    {
        const int cells = 200_000;
        var noise = new ActionNoise(deviation);
        var sum = Enumerable.Range(0, cells).Sum(cell => Math.Exp(noise.LogDensity([mean], [(float)(-1 + ((cell + 0.5) * 2 / cells))])) * 2 / cells);
        Assert.Equal(1, sum, 1e-5);
    }

    [Fact]
    public void The_density_in_the_middle_is_that_of_a_normal_distribution() =>
        Assert.Equal(Math.Exp(-0.5) / (0.1 * Math.Sqrt(2 * Math.PI)), Math.Exp(new ActionNoise(0.1).LogDensity([0.1f], [0.2f])), 1e-5);

    [Fact]
    public void Numbers_of_an_action_are_independent()
    {
        var noise = new ActionNoise(0.3);
        Assert.Equal(
            noise.LogDensity([0.9f], [0.5f]) + noise.LogDensity([-0.2f], [0.1f]),
            noise.LogDensity([0.9f, -0.2f], [0.5f, 0.1f]),
            1e-12);
    }

    /// <summary>
    /// Actions drawn uniformly from [−1, 1] (density 1/2) earn −(a − 0.8)². The noisy policy about 0.6 earns what its own draws earn, and the mean of
    /// weights is 1.
    /// </summary>
    [Fact]
    public void Weighted_rewards_of_random_actions_are_what_the_noisy_policy_earns()
    {
        const int steps = 200_000;
        var noise = new ActionNoise(0.25);
        var random = new RandomStream(1, "actions");
        double weights = 0, estimate = 0;
        for (var step = 0; step < steps; step++)
        {
            var action = (float)((2 * random.NextDouble()) - 1);
            var weight = Math.Exp(noise.LogDensity([0.6f], [action])) / 0.5;
            weights += weight / steps;
            estimate -= weight * (action - 0.8) * (action - 0.8) / steps;
        }

        double earned = 0;
        for (var accepted = 0; accepted < steps;)
        {
            var action = 0.6 + (0.25 * random.NextGaussian());
            if (Math.Abs(action) <= 1)
            {
                earned -= (action - 0.8) * (action - 0.8) / steps;
                accepted++;
            }
        }

        Assert.Equal(1, weights, 0.01);
        Assert.Equal(earned, estimate, 0.002);
    }

    [Fact]
    public void What_is_no_noise_and_what_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ActionNoise(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ActionNoise(double.NaN));
        Assert.Contains("2 numbers", Assert.Throws<ArgumentException>(() => new ActionNoise(1).LogDensity([0], [0, 0])).Message, StringComparison.Ordinal);
    }
}
