using ReAgent.Evaluation.Estimators;
using ReAgent.Evaluation.Resampling;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Tests.Estimators;
using ReAgent.Evaluation.Tests.Pages;
using Xunit;

namespace ReAgent.Evaluation.Tests.Resampling;

public class IntervalTests
{
    private static readonly double[] Draws = [.. Enumerable.Range(0, 1001).Select(draw => (double)draw)];

    [Fact]
    public void Without_bias_or_skewness_the_corrected_interval_is_that_of_the_quantiles()
    {
        var corrected = Interval.BiasCorrectedAccelerated(Draws, 500, [1, 2, 3], 0.95);

        Assert.Equal(Interval.Percentile(Draws, 0.95).Low, corrected.Low, 6);
        Assert.Equal(Interval.Percentile(Draws, 0.95).High, corrected.High, 6);
    }

    /// <summary>
    /// z₀ = Φ⁻¹(300.5 / 1001) = −0.523826; a = Σd³ / 6 (Σd²)^1.5 with d = 2, −1, −1: 6 / (6 · 6^1.5) = 0.068041. The quantiles are at
    /// Φ(z₀ + (z₀ ∓ 1.959964) / (1 − a (z₀ ∓ 1.959964))), worked out apart from this code.
    /// </summary>
    [Fact]
    public void Bias_and_skewness_move_the_quantiles_as_in_the_book()
    {
        var corrected = Interval.BiasCorrectedAccelerated(Draws, 300, [1, 4, 4], 0.95);

        Assert.Equal(4.04203, corrected.Low, 0.001);
        Assert.Equal(857.2048, corrected.High, 0.001);
    }

    /// <summary>1.959964 · 2.</summary>
    [Fact]
    public void The_normal_interval_is_two_standard_errors_wide_on_either_side()
    {
        var normal = Interval.Normal(10, 2, 0.95);

        Assert.Equal(10 - 3.919928, normal.Low, 5);
        Assert.Equal(10 + 3.919928, normal.High, 5);
    }

    /// <summary>4 √(ln 40 / 8) = 2.716203.</summary>
    [Fact]
    public void Hoeffdings_bound_is_that_of_its_formula()
    {
        var bound = Interval.Hoeffding([1, 1, 3, 3], 4, 0.95);

        Assert.Equal(2 - 2.716203, bound.Low, 5);
        Assert.Equal(2 + 2.716203, bound.High, 5);
    }

    /// <summary>V = 4/3, ln 80 = 4.382027: √(2 V ln 80 / 4) + 7 · 4 ln 80 / 9 = 1.709197 + 13.632972.</summary>
    [Fact]
    public void The_empirical_Bernstein_bound_is_that_of_its_formula()
    {
        var bound = Interval.EmpiricalBernstein([1, 1, 3, 3], 4, 0.95);

        Assert.Equal(2 - 15.342169, bound.Low, 4);
        Assert.Equal(2 + 15.342169, bound.High, 4);
    }

    [Theory]
    [InlineData("importance_sampling", true)]
    [InlineData("sequential_doubly_robust", true)]
    [InlineData("weighted_importance_sampling", false)]
    [InlineData("weighted_doubly_robust", false)]
    [InlineData("doubly_robust", false)]
    public void A_bound_is_given_for_means_of_one_value_per_episode_alone_and_says_what_it_rests_on(string key, bool applies)
    {
        var estimate = Estimate(key, new() { Gamma = 0.9, Intervals = IntervalMethod.Hoeffding });

        Assert.Equal(applies, estimate.RawInterval is not null);
        Assert.Null(estimate.NormalizedInterval);
        Assert.Contains(applies ? "not guaranteed" : "this estimate is none", estimate.Notes[^1], StringComparison.Ordinal);
    }

    /// <summary>Without a range, Hoeffding's bound takes that of the weighted returns: 3½ ± (5 − 2) √(ln 40 / 4), of the returns 5 and 2.</summary>
    [Fact]
    public void A_bound_without_a_range_takes_that_of_the_data()
    {
        var estimate = Estimation.Of(
            EstimatorCatalog.Standard["importance_sampling"],
            EvaluationSample.Of(HandPage.Page),
            new() { Gamma = HandPage.Gamma, Intervals = IntervalMethod.Hoeffding });

        Assert.Equal(3.5 - (3 * Math.Sqrt(Math.Log(40) / 4)), estimate.RawInterval!.Low, 9);
        Assert.Equal(3.5 + (3 * Math.Sqrt(Math.Log(40) / 4)), estimate.RawInterval.High, 9);
    }

    [Fact]
    public void A_range_that_values_leave_is_told()
    {
        var estimate = Estimate("importance_sampling", new() { Gamma = 0.9, Intervals = IntervalMethod.Hoeffding, ReturnRange = new(0, 0.1) });

        Assert.Contains("the bound does not hold", estimate.Notes[^1], StringComparison.Ordinal);
    }

    /// <summary>Weights 2 and 1 of x and y, cut to 1½ and to ½.</summary>
    [Theory]
    [InlineData("capped_importance_sampling", 1.5, (1.5 * 2.5 + 2) / 2, "1 of 2 episodes has its weight cut to 1.5: 16.7 % of all weight")]
    [InlineData("capped_importance_sampling", 0.5, 0.5 * 4.5 / 2, "2 of 2 episodes have their weights cut to 0.5: 66.7 % of all weight")]
    [InlineData("capped_per_decision_importance_sampling", 1.5, (1.5 * 2.5 + 2) / 2, "2 of 3 steps have their weights cut to 1.5: 20 % of all weight")]
    public void A_cap_cuts_weights_and_says_how_much(string key, double cap, double expected, string note)
    {
        var estimate = Estimation.Of(
            EstimatorCatalog.Standard[key], EvaluationSample.Of(HandPage.Page), new() { Gamma = HandPage.Gamma, CumulativeWeightCap = cap });

        Assert.Equal(expected, estimate.Raw!.Value, 12);
        Assert.StartsWith(note, estimate.Notes[0], StringComparison.Ordinal);
    }

    private static Estimate Estimate(string key, EvaluationOptions options) =>
        Estimation.Of(EstimatorCatalog.Standard[key], EvaluationSample.Of(SyntheticPages.Page(1)), options);
}
