using System.Collections.Immutable;
using System.Globalization;

namespace ReAgent.Data.Inspection.Leaks;

/// <summary>Searches sampled decisions for features that tell the reward, the action, its probability, or the end of the episode.</summary>
internal sealed class LeakSearch(SampledDecisions sample, IReadOnlyDictionary<long, string> names)
{
    private const double AsGoodAsEqual = 0.999;

    // A feature that is there for one action only by chance is as rare as this.
    private const double Chance = 1e-9;

    private readonly Dictionary<string, double> _shares = sample.Actions is { } actions
        ? actions.CountBy(action => action).ToDictionary(action => action.Key, action => (double)action.Value / actions.Length)
        : [];

    private readonly SampledFeature[] _actionFeatures = [.. sample.ActionFeatures()];

    /// <summary>The suspects, by feature id; at most one for each feature.</summary>
    public ImmutableArray<LeakSuspect> Search() => [.. sample.Features().Select(Suspect).OfType<LeakSuspect>()];

    private LeakSuspect? Suspect(SampledFeature feature)
    {
        if (Reward(feature) is { } reward)
        {
            return Of(feature, LeakTarget.Reward, reward);
        }

        if ((sample.Actions is null ? ActionFeature(feature) : Action(feature, sample.Actions)) is { } action)
        {
            return Of(feature, LeakTarget.Action, action);
        }

        if (Propensity(feature) is { } propensity)
        {
            return Of(feature, LeakTarget.Propensity, propensity);
        }

        return EpisodeEnd(feature) is { } end ? Of(feature, LeakTarget.EpisodeEnd, end) : null;
    }

    private LeakSuspect Of(SampledFeature feature, LeakTarget target, string how)
    {
        var id = feature.Id.ToString(CultureInfo.InvariantCulture);
        var label = names.TryGetValue(feature.Id, out var name) ? $"{id} ({name})" : id;
        return new LeakSuspect(feature.Id, label, target, $"{how} in all {feature.Values.Length.ToString("N0", CultureInfo.InvariantCulture)} sampled decisions that have it");
    }

    private string? Reward(SampledFeature feature)
    {
        var rewards = feature.Of(sample.Rewards);
        return Dependence.AreEqual(feature.Values, rewards) ? "equals the reward"
            : Moves(feature.Values, rewards) is { } correlation ? $"moves with the reward (r = {correlation})"
            : Dependence.Determines(feature.Values, rewards) ? "determines the reward"
            : null;
    }

    private string? Action(SampledFeature feature, string[] all)
    {
        var actions = feature.Of(all);
        if (Dependence.Determines(feature.Values, actions))
        {
            return feature.Values.Distinct().Count() == actions.Distinct().Count() ? "is another name of the action" : "determines the action";
        }

        if (Dependence.Separates(feature.Values, actions))
        {
            return "has a range of its own for each action";
        }

        var isOfOne = feature.Values.Length < sample.Count && feature.Values.Length > 0 && actions.Distinct().Count() == 1
            && Math.Pow(_shares[actions[0]], actions.Length) < Chance;
        return isOfOne ? $"is there only when the action is '{actions[0]}'," : null;
    }

    private string? ActionFeature(SampledFeature feature)
    {
        foreach (var action in _actionFeatures)
        {
            if (!action.Decisions.AsSpan().SequenceEqual(feature.Decisions))
            {
                continue;
            }

            if (Dependence.AreEqual(feature.Values, action.Values))
            {
                return $"equals feature {action.Id} of the action";
            }

            if (Moves(feature.Values, action.Values) is { } correlation)
            {
                return $"moves with feature {action.Id} of the action (r = {correlation})";
            }
        }

        return null;
    }

    private string? Propensity(SampledFeature feature)
    {
        // Two probabilities, as of an epsilon-greedy policy, go with any feature of two values that the policy looked at.
        var propensities = feature.Of(sample.Propensities);
        return propensities.Distinct().Take(3).Count() < 3 ? null
            : Dependence.AreEqual(feature.Values, propensities) ? "equals the propensity"
            : Moves(feature.Values, propensities) is { } correlation ? $"moves with the propensity (r = {correlation})"
            : null;
    }

    private string? EpisodeEnd(SampledFeature feature)
    {
        var remaining = feature.Of(sample.Remaining);
        if (remaining.Any(double.IsNaN))
        {
            return null;
        }

        bool[] isLast = [.. remaining.Select(steps => steps == 0)];
        if (feature.Values.Distinct().Take(3).Count() == 2 && Dependence.Determines(feature.Values, isLast))
        {
            return "marks the last decision of the episode";
        }

        // Where all episodes are of one length, a step counter tells the end as well, and may.
        return Moves(feature.Values, remaining) is { } correlation && Moves(feature.Values, feature.Of(sample.Sequences)) is null
            ? $"counts the steps until the episode ends (r = {correlation})"
            : null;
    }

    private static string? Moves(double[] values, double[] target) => Dependence.Correlation(values, target) is var correlation && Math.Abs(correlation) > AsGoodAsEqual
        ? correlation.ToString("0.0000", CultureInfo.InvariantCulture)
        : null;
}
