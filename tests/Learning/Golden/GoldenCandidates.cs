using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ReAgent.Data.Batches;

namespace ReAgent.Learning.Tests.Golden;

/// <summary>
/// Reference batches in which every row has K candidate actions of its own, by their features, and as many in its next state. Here all of them are
/// one list of actions, of which a row's mask leaves its own.
/// </summary>
public sealed class GoldenCandidates
{
    private readonly List<ImmutableArray<double>> _features = [];

    public GoldenCandidates(JsonElement file)
    {
        var batches = file.TryGetProperty("batches", out var several) ? several.EnumerateArray().ToArray() : [file.GetProperty("batch")];
        var candidates = file.GetProperty("config").GetProperty("max_actions").GetInt32();
        float[] All(string name) => [.. batches.SelectMany(batch => GoldenTensor.Of(batch.GetProperty(name)).Floats)];
        var (now, next) = (Add(batches, "possible_actions"), Add(batches, "possible_next_actions"));
        Count = _features.Count;
        var reward = All("reward");
        float[] One(float value) => [.. Enumerable.Repeat(value, reward.Length)];
        Rows = new()
        {
            Count = reward.Length,
            StateWidth = (int)GoldenTensor.Of(batches[0].GetProperty("state")).Shape[1],
            ActionCount = Count,
            ActionWidth = 0,
            MetricNames = [],
            State = All("state"),
            NextState = All("next_state"),
            Action = Taken("action", now),
            NextAction = Taken("next_action", next),
            ActionFeatures = [],
            NextActionFeatures = [],
            Reward = reward,
            NotTerminal = All("not_terminal"),
            TimeDiff = All("time_diff"),
            Step = All("step"),
            ActionProbability = One(float.NaN),
            PossibleActions = Mask("possible_actions_mask", now),
            PossibleNextActions = Mask("possible_next_actions_mask", next),
            Metrics = [],
            Episode = new int[reward.Length],
            SequenceNumber = new long[reward.Length],
        };

        int[] Taken(string name, int first) =>
        [
            .. batches.SelectMany(Actions(name)).Select((action, row) =>
                Enumerable.Range(first + (row * candidates), candidates).Single(candidate => _features[candidate].SequenceEqual(action))),
        ];

        float[] Mask(string name, int first)
        {
            var mask = new float[reward.Length * Count];
            foreach (var (cell, possible) in All(name).Index())
            {
                mask[(cell / candidates * Count) + first + cell] = possible;
            }

            return mask;
        }
    }

    /// <summary>The rows.</summary>
    public TransitionRows Rows { get; }

    /// <summary>Actions in the list. Those of row i's state are i·K … i·K + K − 1.</summary>
    public int Count { get; }

    /// <summary>Names of the actions: their numbers.</summary>
    public ImmutableArray<string> Names => [.. Enumerable.Range(0, Count).Select(Name)];

    /// <summary>Features of the actions.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<double>> Features => _features.Index().ToImmutableSortedDictionary(action => Name(action.Index), action => action.Item);

    private static string Name(int action) => action.ToString(CultureInfo.InvariantCulture);

    private static Func<JsonElement, IEnumerable<ImmutableArray<double>>> Actions(string name) => batch =>
        GoldenTensor.Of(batch.GetProperty(name)) is var actions ? actions.Data.Chunk((int)actions.Shape[1]).Select(row => row.ToImmutableArray()) : [];

    private int Add(IEnumerable<JsonElement> batches, string name)
    {
        var first = _features.Count;
        _features.AddRange(batches.SelectMany(Actions(name)));
        return first;
    }
}
