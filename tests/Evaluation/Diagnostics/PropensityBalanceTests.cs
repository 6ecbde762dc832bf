using ReAgent.Evaluation.Diagnostics;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Samples;
using Xunit;

namespace ReAgent.Evaluation.Tests.Diagnostics;

public class PropensityBalanceTests
{
    [Fact]
    public void The_ratio_and_its_error_are_those_worked_out_by_hand()
    {
        // π(a) = 1/2 and 1/4; a is logged in the first episode with propensity 1/4: 2 against 1/2, and 0 against 1/4.
        var balance = Of([0.25, 0.5], [0.5, 0.5, 0.25, 0.75], [0, 1])[0];

        // Σg = 3/4 and Σ1g/p = 2, or Σg² = 5/16 and Σ1g²/p = 1; the surplus is 3/2 and −1/4, or 3/4 and −1/16. Two episodes: its standard
        // error is the distance of the surpluses. Of 5/7 and 11/13, the latter is further from 0.
        Assert.Equal("a", balance.Action);
        Assert.Equal(1 / (5 / 16.0), balance.Ratio!.Value, 12);
        Assert.Equal(11 / 13.0, balance.StandardErrors!.Value, 12);
    }

    [Fact]
    public void An_action_that_was_never_logged_has_no_balance() =>
        Assert.Equal("b", Assert.Single(Of([0.5, 0.5], [0.5, 0.5, 0.5, 0.5], [1, 1])).Action);

    [Fact]
    public void Steps_without_a_propensity_are_left_out()
    {
        var balance = Of([double.NaN, 0.5, 0.5], [0.5, 0.5, 0.5, 0.5, 0.5, 0.5], [0, 0, 1])[0];

        Assert.Equal(1, balance.Ratio!.Value, 12);
    }

    private static IReadOnlyList<PropensityBalance> Of(double[] propensities, double[] target, int[] actions) => PropensityBalance.Of(EvaluationSample.Of(
        EvaluationPage.From(new EvaluationColumns
        {
            ActionNames = ["a", "b"],
            EpisodeIds = [.. actions.Select((_, episode) => $"e{episode}")],
            SequenceNumbers = new long[actions.Length],
            LoggedActions = actions,
            LoggedPropensities = propensities,
            TargetPropensities = target,
            Reward = new OutcomeColumns
            {
                Name = "reward",
                HasModel = false,
                Logged = new double[actions.Length],
                ModelRewards = new double[target.Length],
                ModelRewardsForLoggedAction = new double[actions.Length],
            },
        })));
}
