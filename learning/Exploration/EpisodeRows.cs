using ReAgent.Data.Batches;

namespace ReAgent.Learning.Exploration;

/// <summary>Gathers the steps of episodes, as they are played, into training rows.</summary>
/// <param name="layout">Shape of the rows.</param>
internal sealed class EpisodeRows(RowLayout layout)
{
    private readonly List<TransitionRows> _episodes = [];
    private readonly List<float> _states = [];
    private readonly List<float> _possible = [];
    private readonly List<int> _actions = [];
    private readonly List<float> _actionFeatures = [];
    private readonly List<float> _propensities = [];
    private readonly List<float> _rewards = [];

    /// <summary>Adds what is seen: a state, and the actions that are possible in it.</summary>
    public void Saw(ReadOnlySpan<float> state, ReadOnlySpan<float> possible)
    {
        _states.AddRange(state);
        _possible.AddRange(possible);
    }

    /// <summary>Adds what was done about it, and what that brought.</summary>
    public void Did(int action, ReadOnlySpan<float> actionFeatures, float propensity, double reward)
    {
        _actions.Add(action);
        _actionFeatures.AddRange(actionFeatures);
        _propensities.Add(propensity);
        _rewards.Add((float)reward);
    }

    /// <summary>Ends the episode, in the state that was seen last.</summary>
    /// <param name="terminated">The world ended it; otherwise its time was up, and it would have gone on from there.</param>
    public void End(bool terminated)
    {
        var (n, states, actions, width) = (_rewards.Count, layout.StateWidth, layout.ActionCount, layout.ActionWidth);
        var rows = TransitionRows.Empty(layout, n);
        var (seen, possible) = (_states.ToArray(), _possible.ToArray());
        Array.Copy(seen, rows.State, n * states);
        Array.Copy(seen, states, rows.NextState, 0, (terminated ? n - 1 : n) * states);
        Array.Copy(possible, rows.PossibleActions, n * actions);
        Array.Copy(possible, actions, rows.PossibleNextActions, 0, (terminated ? n - 1 : n) * actions);
        if (actions > 0)
        {
            _actions.CopyTo(rows.Action);
            _actions.CopyTo(1, rows.NextAction, 0, n - 1);
            rows.NextAction[n - 1] = actions;
        }

        _actionFeatures.CopyTo(rows.ActionFeatures);
        _actionFeatures.CopyTo(width, rows.NextActionFeatures, 0, (n - 1) * width);
        _propensities.CopyTo(rows.ActionProbability);
        _rewards.CopyTo(rows.Reward);
        Array.Fill(rows.TimeDiff, 1);
        Array.Fill(rows.Step, 1);
        Array.Fill(rows.NotTerminal, 1);
        rows.NotTerminal[n - 1] = terminated ? 0 : 1;
        for (var row = 0; row < n; row++)
        {
            rows.SequenceNumber[row] = row;
        }

        // The reward is a metric too, under the name that collectors log it by.
        if (layout.Metrics.IndexOf("reward") is var metric and >= 0)
        {
            for (var row = 0; row < n; row++)
            {
                rows.Metrics[(row * layout.Metrics.Length) + metric] = rows.Reward[row];
            }
        }

        _episodes.Add(rows);
        _states.Clear();
        _possible.Clear();
        _actions.Clear();
        _actionFeatures.Clear();
        _propensities.Clear();
        _rewards.Clear();
    }

    /// <summary>The episodes that have ended, in order; each with ordinal 0.</summary>
    public IReadOnlyList<TransitionRows> Take() => [.. _episodes];
}
