using ReAgent.Contracts.Randomness;
using ReAgent.Data.Batches;
using ReAgent.Data.Episodes;
using ReAgent.Data.Features;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Weights;
using ReAgent.Learning.Policies;

namespace ReAgent.Grains.Evaluation;

/// <summary>
/// Puts logged continuous actions and how likely a policy would be to take them on a page. Only the ratio of the two densities counts: both are divided by
/// the larger one, so that they are propensities of a single column whose mean is the overlap ∫ min(π, μ) of policy and log.
/// </summary>
/// <param name="policy">The policy.</param>
/// <param name="actions">How logged actions become the policy's.</param>
/// <param name="noise">Noise about the action of a policy that does not draw.</param>
internal sealed class ContinuousPages(IPolicy policy, ActionScaling actions, ActionNoise noise)
{
    // ln |d scaled / d logged| of all numbers of an action together: densities are logged per unit of the logged action.
    private readonly double _logVolume = actions.Layout.Columns
        .Where(column => column.Parameters.Type == FeatureType.ContinuousAction)
        .Sum(column => Math.Log(2 / (column.Parameters.MaxValue!.Value - column.Parameters.MinValue!.Value)));

    /// <summary>The page of all rows: the reward and the metrics, without models of them.</summary>
    public EvaluationPage Of(LoadedTransitions logged)
    {
        var rows = logged.Rows;
        var (target, behavior) = Propensities(LogDensities(rows), rows.ActionProbability);
        return EvaluationPage.From(new EvaluationColumns
        {
            ActionNames = ["logged action"],
            EpisodeIds = Array.ConvertAll(rows.Episode, episode => logged.EpisodeIds[episode]),
            SequenceNumbers = rows.SequenceNumber,
            LoggedActions = new int[rows.Count],
            LoggedPropensities = behavior,
            TargetPropensities = target,
            Reward = Outcome(EpisodeSchema.Reward, Array.ConvertAll(rows.Reward, value => (double)value)),
            Metrics = [.. rows.MetricNames.Select((name, index) => Outcome(name, Metric(rows, index))).OrderBy(metric => metric.Name, StringComparer.Ordinal)],
        });
    }

    private double[] LogDensities(TransitionRows rows)
    {
        if (policy is GaussianPolicy { HasDensity: true } gaussian)
        {
            return gaussian.LogDensities(rows.State, rows.ActionFeatures);
        }

        // A policy that does not draw takes nothing from the stream.
        var means = policy.Decide(rows.State, [], new RandomStream(0, "no draws")).ActionFeatures;
        var width = rows.ActionWidth;
        return [.. Enumerable.Range(0, rows.Count).Select(row => noise.LogDensity(means.AsSpan(row * width, width), rows.ActionFeatures.AsSpan(row * width, width)))];
    }

    private (double[] Target, double[] Behavior) Propensities(double[] logDensities, float[] logged)
    {
        var (target, behavior) = (new double[logged.Length], new double[logged.Length]);
        for (var row = 0; row < logged.Length; row++)
        {
            var weight = Math.Exp(logDensities[row] + _logVolume) / logged[row];
            (target[row], behavior[row]) = double.IsNaN(weight) ? (0, double.NaN) : (Math.Min(1, weight), Math.Min(1, 1 / weight));
        }

        return (target, behavior);
    }

    private static double[] Metric(TransitionRows rows, int index) =>
        [.. Enumerable.Range(0, rows.Count).Select(row => (double)rows.Metrics[(row * rows.MetricNames.Count) + index])];

    private static OutcomeColumns Outcome(string name, double[] logged) => new()
    {
        Name = name,
        HasModel = false,
        Logged = logged,
        ModelRewards = new double[logged.Length],
        ModelRewardsForLoggedAction = new double[logged.Length],
    };
}
