using System.Text.Json;
using ReAgent.Data.Batches;

namespace ReAgent.Learning.Tests.Golden;

/// <summary>Reference batches, one after another, as rows.</summary>
public static class GoldenBatches
{
    /// <summary>Where each batch begins among the rows, and how many rows it has.</summary>
    public static IReadOnlyList<(int First, int Count)> Spans(JsonElement file)
    {
        var spans = new List<(int First, int Count)>();
        foreach (var batch in Batches(file))
        {
            spans.Add((spans.Sum(span => span.Count), (int)GoldenTensor.Of(batch.GetProperty("state")).Shape[0]));
        }

        return spans;
    }

    /// <summary>Batches with discrete actions.</summary>
    public static TransitionRows Rows(JsonElement file, IReadOnlyList<string> metrics)
    {
        var batches = Batches(file);
        float[] All(string name) => [.. batches.SelectMany(batch => GoldenTensor.Of(batch.GetProperty(name)).Floats)];
        var states = (int)GoldenTensor.Of(batches[0].GetProperty("state")).Shape[1];
        var actions = (int)GoldenTensor.Of(batches[0].GetProperty("action")).Shape[1];
        var count = All("state").Length / states;
        float[] Optional(string name, int width, float value) =>
            batches[0].TryGetProperty(name, out var _) ? All(name) : [.. Enumerable.Repeat(value, count * width)];
        int[] Indices(float[] oneHot) => [.. oneHot.Chunk(actions).Select(row => row.AsSpan().IndexOf(1f) is var found && found < 0 ? actions : found)];
        return new()
        {
            Count = count,
            StateWidth = states,
            ActionCount = actions,
            ActionWidth = 0,
            MetricNames = metrics,
            State = All("state"),
            NextState = Optional("next_state", states, 0),
            Action = Indices(All("action")),
            NextAction = Indices(Optional("next_action", actions, 0)),
            ActionFeatures = [],
            NextActionFeatures = [],
            Reward = Optional("reward", 1, 0),
            NotTerminal = Optional("not_terminal", 1, 0),
            TimeDiff = Optional("time_diff", 1, 1),
            Step = Optional("step", 1, 1),
            ActionProbability = batches[0].TryGetProperty("log_prob", out var _)
                ? Array.ConvertAll(All("log_prob"), MathF.Exp)
                : Optional("action_probability", 1, float.NaN),
            PossibleActions = Optional("possible_actions_mask", actions, 1),
            PossibleNextActions = Optional("possible_next_actions_mask", actions, 0),
            Metrics = metrics.Count == 0 ? [] : All("metrics"),
            Episode = new int[count],
            SequenceNumber = new long[count],
        };
    }

    // Trainers that learn from episodes have trajectories, of different lengths.
    private static JsonElement[] Batches(JsonElement file) =>
        [.. (file.TryGetProperty("batches", out var batches) ? batches : file.GetProperty("trajectories")).EnumerateArray()];

    /// <summary>Batches with continuous actions.</summary>
    public static TransitionRows ContinuousRows(JsonElement file)
    {
        var batches = file.GetProperty("batches").EnumerateArray().ToArray();
        float[] All(string name) => [.. batches.SelectMany(batch => GoldenTensor.Of(batch.GetProperty(name)).Floats)];
        int Width(string name) => (int)GoldenTensor.Of(batches[0].GetProperty(name)).Shape[1];
        var reward = All("reward");
        float[] One(float value) => [.. Enumerable.Repeat(value, reward.Length)];
        return new()
        {
            Count = reward.Length,
            StateWidth = Width("state"),
            ActionCount = 0,
            ActionWidth = Width("action"),
            MetricNames = [],
            State = All("state"),
            NextState = All("next_state"),
            Action = [],
            NextAction = [],
            ActionFeatures = All("action"),
            NextActionFeatures = All("next_action"),
            Reward = reward,
            NotTerminal = All("not_terminal"),
            TimeDiff = One(1),
            Step = One(1),
            ActionProbability = One(float.NaN),
            PossibleActions = [],
            PossibleNextActions = [],
            Metrics = [],
            Episode = new int[reward.Length],
            SequenceNumber = new long[reward.Length],
        };
    }
}
