using System.Collections.Immutable;
using ReAgent.Environments;

namespace ReAgent.Data.Episodes;

/// <summary>A list of ids that an environment shows: some numbers of its observations, each of which stands for an id.</summary>
/// <param name="FeatureId">The feature that the list is the value of.</param>
/// <param name="HasScores">Whether the numbers are scores of the ids; otherwise they say by 1 or 0 whether an id is in the list.</param>
/// <param name="Members">The ids, and where in an observation their numbers are.</param>
public sealed record ObservedList(long FeatureId, bool HasScores, ImmutableArray<(int Position, long Id)> Members)
{
    /// <summary>All lists that an environment shows, in the order of their features.</summary>
    public static IReadOnlyList<ObservedList> Of(EnvironmentDescription environment) =>
    [
        .. environment.Observation.Index()
            .Where(quantity => quantity.Item.Id is not null)
            .GroupBy(quantity => (quantity.Item.Id!.FeatureId, quantity.Item.Id.HasScore))
            .OrderBy(list => list.Key.FeatureId)
            .Select(list => new ObservedList(list.Key.FeatureId, list.Key.HasScore, [.. list.Select(quantity => (quantity.Index, quantity.Item.Id!.Id))])),
    ];

    /// <summary>The ids in an observation, and their scores; none where the list has none.</summary>
    public (long[] Ids, double[] Scores) Read(ReadOnlySpan<double> observation)
    {
        var (ids, scores) = (new List<long>(Members.Length), new List<double>());
        foreach (var (position, id) in Members)
        {
            if (HasScores)
            {
                ids.Add(id);
                scores.Add(observation[position]);
            }
            else if (observation[position] != 0)
            {
                ids.Add(id);
            }
        }

        return ([.. ids], [.. scores]);
    }
}
