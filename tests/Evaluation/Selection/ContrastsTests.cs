using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Selection;
using Xunit;

namespace ReAgent.Evaluation.Tests.Selection;

public class ContrastsTests
{
    /// <summary>
    /// Of independent normal differences the largest of ten is within 2.80 standard errors in 95 of 100 cases: Φ(c) − Φ(−c) = 0.95^(1/10). A single one is within 1.96.
    /// </summary>
    [Theory]
    [InlineData(1, 1.96)]
    [InlineData(10, 2.80)]
    public void More_differences_need_wider_intervals(int count, double expected)
    {
        var contrasts = new Contrasts(new double[count], Draws(new double[count], resamples: 20_000), 0.95);

        Assert.Equal(expected, contrasts.CriticalValue, 0.05);
        Assert.All(contrasts.StandardErrors, error => Assert.Equal(1, error, 0.05));
        Assert.All(contrasts.Told, Assert.False);
        Assert.Equal(contrasts.CriticalValue * contrasts.StandardErrors[0], contrasts.Margin(0), 12);
    }

    /// <summary>2.5 standard errors are too few among ten differences, and enough once the other nine, which are clear, are out of the way.</summary>
    [Fact]
    public void What_is_clear_makes_room_for_what_is_less_so()
    {
        double[] points = [2.5, .. Enumerable.Repeat(10.0, 9)];
        Assert.All(new Contrasts(points, Draws(points, 20_000), 0.95).Told, Assert.True);

        double[] unclear = [2.5, .. Enumerable.Repeat(0.0, 9)];
        Assert.All(new Contrasts(unclear, Draws(unclear, 20_000), 0.95).Told, Assert.False);
    }

    [Fact]
    public void A_difference_that_never_varies_is_never_told()
    {
        var contrasts = new Contrasts([0, 5], [new double[100], Draws([5], 100)[0]], 0.95);

        Assert.Equal([false, true], contrasts.Told);
        Assert.Equal(0, contrasts.Margin(0));
    }

    private static double[][] Draws(double[] points, int resamples)
    {
        var random = new RandomStream(1, "tests/contrasts");
        return [.. points.Select(point => Enumerable.Range(0, resamples).Select(_ => point + random.NextGaussian()).ToArray())];
    }
}
