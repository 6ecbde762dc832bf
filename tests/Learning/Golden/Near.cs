using Xunit;

namespace ReAgent.Learning.Tests.Golden;

/// <summary>Comparison of numbers that two implementations rounded differently.</summary>
public static class Near
{
    /// <summary>Fails unless every |actual − expected| ≤ absolute + relative · |expected|, naming the worst one.</summary>
    public static void Equal(string what, ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double relative, double absolute)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: {actual.Length} values, expected {expected.Length}");
        var (worst, at) = (0.0, -1);
        for (var i = 0; i < expected.Length; i++)
        {
            var excess = Math.Abs(actual[i] - expected[i]) - absolute - (relative * Math.Abs(expected[i]));
            if (excess > worst || double.IsNaN(excess))
            {
                (worst, at) = (double.IsNaN(excess) ? double.MaxValue : excess, i);
            }
        }

        if (at >= 0)
        {
            Assert.Fail($"{what}[{at}] is {actual[at]:R}, expected {expected[at]:R} ± {absolute + (relative * Math.Abs(expected[at])):R}");
        }
    }

    public static void Equal(string what, ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double relative, double absolute) =>
        Equal(what, expected, Array.ConvertAll(actual.ToArray(), value => (double)value).AsSpan(), relative, absolute);
}
