using ReAgent.Data.Batches;
using ReAgent.Evaluation.Pages;
using ReAgent.Learning.Cpe;
using ReAgent.Learning.Policies;

namespace ReAgent.Grains.Evaluation;

/// <summary>Puts logged rows and what a policy's models say about them on one page, which estimators read.</summary>
internal static class PolicyPages
{
    /// <summary>The page of all rows; with the states' features where missing propensities are to be estimated from them.</summary>
    public static EvaluationPage Of(LoadedTransitions logged, CpeModel model, IPolicy policy, bool withStateFeatures = false)
    {
        var rows = logged.Rows;
        var outputs = model.Evaluate(rows);
        var names = ((DiscretePolicyDescription)policy.Description).Actions;
        return EvaluationPage.From(new EvaluationColumns
        {
            ActionNames = names,
            EpisodeIds = Array.ConvertAll(rows.Episode, episode => logged.EpisodeIds[episode]),
            SequenceNumbers = rows.SequenceNumber,
            LoggedActions = rows.Action,
            LoggedPropensities = Wide(rows.ActionProbability),
            TargetPropensities = Wide(outputs.Propensities),
            PossibleActions = Array.ConvertAll(rows.PossibleActions, possible => possible != 0),
            PolicyScores = Wide(outputs.Scores),
            StateFeatures = withStateFeatures ? Wide(rows.State) : null,
            Reward = Outcome(outputs.Metrics[0]),
            Metrics = [.. outputs.Metrics.Skip(1).OrderBy(metric => metric.Name, StringComparer.Ordinal).Select(Outcome)],
        });
    }

    private static OutcomeColumns Outcome(CpeMetricOutputs metric) => new()
    {
        Name = metric.Name,
        Logged = Wide(metric.Logged),
        ModelRewards = Wide(metric.Rewards),
        ModelRewardsForLoggedAction = Wide(metric.RewardOfLoggedAction),
        ModelValues = Wide(metric.Values),
    };

    private static double[] Wide(float[] values) => Array.ConvertAll(values, value => (double)value);
}
