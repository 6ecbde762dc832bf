using ReAgent.Evaluation.Diagnostics;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Samples;
using ReAgent.Evaluation.Tests.Estimators;
using ReAgent.Evaluation.Tests.Pages;
using Xunit;

namespace ReAgent.Evaluation.Tests.Diagnostics;

public class SensitivityTests
{
    private const double Gamma = 0.5;

    /// <summary>
    /// Returns 2½ and 2, weights 2 of two steps and 1 of one. Off by 2, the weights are from ½ to 8 and from ½ to 2: at best (8 · 2½ + ½ · 2) / 8½, at worst (½ · 2½ + 2 · 2) / 2½.
    /// </summary>
    [Fact]
    public void Bounds_are_those_worked_out_on_paper()
    {
        var sensitivity = Of(HandPage.Rows)!;
        var two = sensitivity.Bounds.Single(bound => bound.Factor == 2);

        Assert.Equal(7.0 / 3, sensitivity.Estimate, 12);
        Assert.Equal(2.25, sensitivity.LoggedMean, 12);
        Assert.Equal(21 / 8.5, two.High, 12);
        Assert.Equal(5.25 / 2.5, two.Low, 12);
        Assert.Null(sensitivity.Missing);
    }

    /// <summary>(2 Γ^−2 · 2½ + Γ · 2) / (2 Γ^−2 + Γ) = 2¼ where 2 Γ^−2 = Γ: Γ = 2^(1/3).</summary>
    [Fact]
    public void The_factor_that_breaks_the_conclusion_is_where_the_bound_meets_the_log() =>
        Assert.Equal(Math.Pow(2, 1.0 / 3), Of(HandPage.Rows)!.Breaking!.Value, 6);

    [Fact]
    public void Bounds_are_the_extremes_of_all_weights_that_may_be() => Laws.Hold(seed =>
    {
        var page = EvaluationPage.From(SyntheticPages.Rows(seed, episodes: 6, longest: 3));
        var sample = EvaluationSample.Of(page);
        var sensitivity = Sensitivity.Of(sample, Gamma)!;
        double[] returns = [.. Enumerable.Range(0, page.Episodes).Select(episode => sample.LoggedReturn(episode, Gamma))];
        double[] weights = [.. Enumerable.Range(0, page.Episodes).Select(episode =>
            sample.StepWeights[page.EpisodeOffsets[episode]..page.EpisodeOffsets[episode + 1]].Aggregate(1.0, (product, weight) => product * weight))];
        foreach (var bound in sensitivity.Bounds)
        {
            // A ratio of linear functions has its extremes at corners.
            double[] corners =
            [
                .. Enumerable.Range(0, 1 << page.Episodes).Select(corner =>
                {
                    double value = 0, weight = 0;
                    for (var episode = 0; episode < page.Episodes; episode++)
                    {
                        var one = weights[episode] * Math.Pow(bound.Factor, ((corner >> episode) & 1) == 1 ? page.LengthOf(episode) : -page.LengthOf(episode));
                        value += one * returns[episode];
                        weight += one;
                    }

                    return value / weight;
                }),
            ];
            Assert.Equal(corners.Min(), bound.Low, 9);
            Assert.Equal(corners.Max(), bound.High, 9);
        }
    });

    [Fact]
    public void Bounds_widen_around_the_estimate() => Laws.Hold(seed =>
    {
        var sensitivity = Of(SyntheticPages.Rows(seed))!;
        Assert.All(sensitivity.Bounds, bound => Assert.InRange(sensitivity.Estimate, bound.Low, bound.High));
        Assert.All(sensitivity.Bounds.Zip(sensitivity.Bounds.Skip(1)), pair => Assert.True(pair.Second.Low <= pair.First.Low && pair.Second.High >= pair.First.High));
        Assert.InRange(sensitivity.Breaking ?? Sensitivity.LargestFactor, 1, Sensitivity.LargestFactor);
    });

    /// <summary>Two of three decisions count 2½ on average; the third is the 9 itself, or might have been the 1.</summary>
    [Fact]
    public void Episodes_set_aside_may_have_earned_the_least_or_the_most()
    {
        var rows = HandPage.Rows with
        {
            EpisodeIds = ["x", "y", "z"],
            SequenceNumbers = [0, 0, 0],
            LoggedActions = [0, 0, 0],
            LoggedPropensities = [0.5, 0.5, double.NaN],
            Reward = HandPage.Rows.Reward with { Logged = [1, 4, 9] },
        };
        var missing = Of(rows)!.Missing!;

        Assert.Equal((2 * 2.5 / 3) + (1 / 3.0), missing.Low, 12);
        Assert.Equal((2 * 2.5 / 3) + (9 / 3.0), missing.High, 12);
    }

    [Fact]
    public void Without_weights_there_is_nothing_to_bound() => Assert.Null(Of(HandPage.Rows with { LoggedPropensities = [0, 0, 0] }));

    private static Sensitivity? Of(EvaluationColumns rows) => Sensitivity.Of(EvaluationSample.Of(EvaluationPage.From(rows)), Gamma);
}
