using ReAgent.Data.Episodes;
using ReAgent.Evaluation.Behavior;
using ReAgent.Evaluation.Pages;
using Xunit;

namespace ReAgent.Evaluation.Tests.Behavior;

public class BehaviorModelTests
{
    [Fact]
    public void A_logistic_policy_is_recovered_and_calibrated()
    {
        var log = new LogisticLog(3000);

        var (page, report) = BehaviorModel.Estimate(EvaluationPage.From(log.Play()))!;

        Assert.InRange(page.LoggedPropensities.Zip(log.TruePropensities, (estimate, truth) => Math.Abs(estimate - truth)).Average(), 0, 0.02);
        Assert.Equal((6000, 1.0), (report.EstimatedSteps, report.EstimatedShare));
        Assert.True(report.LogLoss < report.FrequencyLogLoss - (10 * report.LogLossStandardError));
        Assert.InRange(report.Temperature, 0.9, 1.1);
        Assert.All(report.Calibration.Where(bin => bin.Count > 500), bin => Assert.InRange(bin.Observed - bin.Predicted, -0.03, 0.03));
        Assert.Equal(15_000, report.Calibration.Sum(bin => bin.Count));
    }

    [Fact]
    public void An_episode_does_not_change_its_own_propensities()
    {
        var rows = new LogisticLog(200).Play();
        var before = EvaluationPage.From(rows);
        var odd = Enumerable.Range(0, before.Episodes).First(episode => !before.IsPossible(before.EpisodeOffsets[episode], 2));
        var first = before.EpisodeOffsets[odd];
        var actions = (int[])rows.LoggedActions.Clone();
        actions[first] = 1 - actions[first];
        actions[first + 1] = 1 - actions[first + 1];

        var one = BehaviorModel.Estimate(before)!.Page.LoggedPropensities;
        var other = BehaviorModel.Estimate(EvaluationPage.From(rows with { LoggedActions = actions }))!.Page.LoggedPropensities;

        // Two actions are possible there: what was the propensity of one is 1 less that of the other, if the model is the same.
        Assert.Equal(1 - one[first], other[first], 12);
        Assert.Equal(1 - one[first + 1], other[first + 1], 12);
        var fold = MdpHash.Fold(before.EpisodeIds[odd], BehaviorModel.Folds);
        int[] changed = [.. Enumerable.Range(0, before.Steps).Where(row => row / 2 != odd && one[row] != other[row])];
        Assert.NotEmpty(changed);
        Assert.DoesNotContain(changed, row => MdpHash.Fold(before.EpisodeIds[row / 2], BehaviorModel.Folds) == fold);
    }

    [Fact]
    public void Propensities_that_were_logged_stay()
    {
        var log = new LogisticLog(100);
        var rows = log.Play();
        var page = EvaluationPage.From(rows with { LoggedPropensities = [.. log.TruePropensities.Select((value, row) => row % 4 == 0 ? 0 : value)] });

        var (estimated, report) = BehaviorModel.Estimate(page)!;

        Assert.Equal(50, report.EstimatedSteps);
        Assert.All(Enumerable.Range(0, 200), row => Assert.Equal(row % 4 != 0, estimated.LoggedPropensities[row] == log.TruePropensities[row]));
        Assert.All(estimated.LoggedPropensities, value => Assert.InRange(value, BehaviorModel.SmallestPropensity, 1));
    }

    [Fact]
    public void Rare_actions_are_not_given_less_than_the_smallest_propensity()
    {
        var rows = new LogisticLog(2000).Play();

        // The first feature decides alone, but for one step in a thousand.
        int[] actions = [.. Enumerable.Range(0, 4000).Select(row => (rows.StateFeatures![2 * row] > 0) == (row % 1000 != 0) ? 0 : 1)];
        var (page, report) = BehaviorModel.Estimate(EvaluationPage.From(rows with { LoggedActions = actions }))!;

        Assert.InRange(report.FlooredSteps, 1, 4);
        Assert.Equal(report.FlooredSteps, page.LoggedPropensities.Count(value => value == BehaviorModel.SmallestPropensity));
    }

    [Fact]
    public void What_cannot_be_estimated_is_left_missing()
    {
        var log = new LogisticLog(100);
        var rows = log.Play();

        Assert.Null(BehaviorModel.Estimate(EvaluationPage.From(rows).Select([0])));
        Assert.Null(BehaviorModel.Estimate(EvaluationPage.From(rows with { StateFeatures = null })));
        Assert.Null(BehaviorModel.Estimate(EvaluationPage.From(rows with { LoggedPropensities = [.. log.TruePropensities] })));

        var foreign = EvaluationPage.From(rows with { LoggedActions = [.. rows.LoggedActions.Select((action, row) => row == 0 ? LoggedActions.NotAmongThem : action)] });
        Assert.True(double.IsNaN(BehaviorModel.Estimate(foreign)!.Page.LoggedPropensities[0]));
    }

    [Fact]
    public void The_estimate_does_not_depend_on_how_the_page_was_split()
    {
        var page = EvaluationPage.From(new LogisticLog(60).Play());
        var joined = EvaluationPage.Concatenate([page.Select(Enumerable.Range(40, 20)), page.Select([]), page.Select(Enumerable.Range(0, 40))]);

        Assert.Equal(page.StateFeatures, joined.StateFeatures);
        Assert.Equal(BehaviorModel.Estimate(page)!.Page.LoggedPropensities, BehaviorModel.Estimate(joined)!.Page.LoggedPropensities);
    }

    [Fact]
    public void State_features_survive_a_file()
    {
        var page = EvaluationPage.From(new LogisticLog(5).Play());
        using var stream = new MemoryStream();
        EvaluationPageFile.Write(stream, page);
        stream.Position = 0;

        var read = EvaluationPageFile.Read(stream);

        Assert.Equal(2, read.StateWidth);
        Assert.Equal(page.StateFeatures, read.StateFeatures);
    }
}
