using ReAgent.Evaluation.Pages;
using Xunit;

namespace ReAgent.Evaluation.Tests.Pages;

public class EvaluationPageValidationTests
{
    private static readonly EvaluationColumns Rows = SyntheticPages.Rows(7);

    public static TheoryData<Func<EvaluationColumns, EvaluationColumns>, string> Wrongs => new()
    {
        { rows => rows with { LoggedPropensities = rows.LoggedPropensities[1..] }, "'logged propensities' has" },
        { rows => rows with { Reward = rows.Reward with { ModelValues = [1, 2] } }, "'predicted value of reward' has 2 values" },
        { rows => rows with { ActionNames = [] }, "no actions" },
        { rows => rows with { ActionNames = ["a0", "a1", "a0"] }, "'a0' is there more than once" },
        { rows => rows with { Metrics = [rows.Reward] }, "'reward' is there more than once" },
        { rows => SyntheticPages.Take(rows, 0, 1, 0), "is there more than once; the steps of an episode" },
        { rows => rows with { LoggedActions = Changed(rows.LoggedActions, 3) }, "logged action 3; allowed are 0 to 2" },
        { rows => rows with { LoggedActions = Changed(rows.LoggedActions, -2) }, "logged action -2" },
        { rows => rows with { LoggedPropensities = Changed(rows.LoggedPropensities, 1.5) }, "logged propensity 1.5" },
        { rows => rows with { LoggedPropensities = Changed(rows.LoggedPropensities, -0.1) }, "logged propensity -0.1" },
        { rows => rows with { TargetPropensities = Changed(rows.TargetPropensities, 1) }, "they must sum to 1" },
        { rows => rows with { TargetPropensities = Changed(rows.TargetPropensities, double.NaN) }, "target propensity NaN of action 'a0'" },
        { rows => rows with { LoggingPropensities = rows.TargetPropensities[1..] }, "'logging propensities' has" },
        { rows => rows with { LoggingPropensities = Changed(SyntheticPages.LoggingPolicy(rows), 1) }, "logging propensities sum to 1" },
        { rows => rows with { LoggingPropensities = Changed(SyntheticPages.LoggingPolicy(rows), -1) }, "logging propensity -1 of action 'a0'" },
        {
            rows => rows with { LoggingPropensities = SyntheticPages.LoggingPolicy(rows), LoggedPropensities = Changed(rows.LoggedPropensities, 0.999) },
            "the logged propensity 0.999 is not the logging propensity"
        },
        { rows => rows with { PossibleActions = Changed(new bool[rows.PolicyScores!.Length], true) }, "takes the impossible action 'a1'" },
        { rows => rows with { PolicyScores = Changed(rows.PolicyScores!, double.NaN) }, "policy score is NaN" },
        { rows => rows with { Reward = WithLogged(rows.Reward, double.PositiveInfinity) }, "logged reward is" },
        { rows => rows with { Metrics = [WithLogged(rows.Metrics[0], double.NaN)] }, "logged clicks is NaN" },
    };

    [Theory]
    [MemberData(nameof(Wrongs))]
    public void Wrong_rows_are_refused_with_what_is_wrong(Func<EvaluationColumns, EvaluationColumns> spoil, string message)
    {
        var refused = Assert.Throws<InvalidEvaluationPageException>(() => EvaluationPage.From(spoil(Rows)));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_is_told_at_once_with_its_place()
    {
        var refused = Assert.Throws<InvalidEvaluationPageException>(() => EvaluationPage.From(
            Rows with { LoggedActions = Changed(Rows.LoggedActions, 9), LoggedPropensities = Changed(Rows.LoggedPropensities, 2) }));

        var place = $"Episode '{Rows.EpisodeIds[0]}', sequence number {Rows.SequenceNumbers[0]}: ";
        Assert.Equal(2, refused.Problems.Count);
        Assert.All(refused.Problems, problem => Assert.StartsWith(place, problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Many_rows_with_one_problem_make_a_few_sentences()
    {
        var rows = Rows with { LoggedActions = [.. Rows.LoggedActions.Select(_ => 9)] };

        var refused = Assert.Throws<InvalidEvaluationPageException>(() => EvaluationPage.From(rows));

        Assert.Equal(4, refused.Problems.Count);
        Assert.Equal($"… and {Rows.LoggedActions.Length - 3} more like the last one.", refused.Problems[3]);
    }

    [Fact]
    public void Unknown_propensities_are_allowed()
    {
        var page = EvaluationPage.From(Rows with { LoggedPropensities = Unknown });

        Assert.All(page.LoggedPropensities, propensity => Assert.Equal(double.NaN, propensity));
    }

    [Fact]
    public void A_page_of_slates_has_one_column_whose_probability_need_not_be_1()
    {
        var rows = SyntheticPages.Rows(8, actions: 1);

        var page = EvaluationPage.From(rows with { TargetPropensities = [.. rows.TargetPropensities.Select(_ => 0.25)] });

        Assert.Equal(0.25, page.TargetPropensities[0]);
    }

    [Fact]
    public void Batches_that_do_not_fit_together_are_refused_with_each_difference()
    {
        var refused = Assert.Throws<InvalidEvaluationPageException>(() => EvaluationPage.From(
        [
            Rows,
            SyntheticPages.Rows(1, actions: 2) with { PolicyScores = null, Metrics = [] },
            Rows with { Reward = Rows.Reward with { ModelValues = null } },
            Rows with { LoggingPropensities = Rows.TargetPropensities, LoggedPropensities = Unknown },
        ]));

        Assert.Collection(
            refused.Problems,
            problem => Assert.Equal("Batch 1 has the actions a0, a1; the first has a0, a1, a2.", problem),
            problem => Assert.Equal("Batch 1 has the outcomes reward; the first has reward, clicks.", problem),
            problem => Assert.Equal("Batch 1 has no policy scores, unlike the first.", problem),
            problem => Assert.Equal("Batch 2 has model values for 'clicks'; the first for 'clicks, reward'.", problem),
            problem => Assert.Equal("Batch 3 has logging propensities, unlike the first.", problem));
    }

    private static double[] Unknown => [.. Rows.LoggedPropensities.Select(_ => double.NaN)];

    private static OutcomeColumns WithLogged(OutcomeColumns outcome, double first) =>
        outcome with { Logged = Changed(outcome.Logged, first) };

    private static T[] Changed<T>(T[] values, T first) => [first, .. values[1..]];
}
