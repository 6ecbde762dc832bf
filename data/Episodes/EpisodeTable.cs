using ReAgent.Data.Columns;

namespace ReAgent.Data.Episodes;

/// <summary>
/// Logged decisions in memory, column by column: one row per decision, in any order. Who was shown what, with which probability, and what came of it.
/// </summary>
/// <remarks>
/// An episode that a time limit cut off ends with an observation-only row: a state, no action, and <see cref="Truncated"/> set. It tells the
/// timeline that the episode went on although the log did not, so that learning bootstraps from that state instead of treating it as the end.
/// </remarks>
public sealed class EpisodeTable(ActionKind actionKind)
{
    /// <summary>What an action is.</summary>
    public ActionKind ActionKind { get; } = actionKind;

    /// <summary>Number of rows.</summary>
    public int Count => MdpId.Count;

    /// <summary>Episode of each row; null when the log had none.</summary>
    public List<string?> MdpId { get; } = [];

    /// <summary>Position of each row in its episode: any increasing numbers, gaps allowed (a time stamp will do).</summary>
    public List<long> SequenceNumber { get; } = [];

    /// <summary>Features of the state, by feature id.</summary>
    public MapColumn<long> State { get; } = new();

    /// <summary>Name of the action; empty on an observation-only row. Empty list when actions are parametric.</summary>
    public List<string> Action { get; } = [];

    /// <summary>Features of the action, by feature id; an empty row when there is none. No rows when actions are discrete.</summary>
    public MapColumn<long> ActionFeatures { get; } = new();

    /// <summary>Probability (density, for continuous actions) with which the logging policy took the action; NaN when not logged.</summary>
    public List<double> ActionProbability { get; } = [];

    /// <summary>Reward of the decision.</summary>
    public List<double> Reward { get; } = [];

    /// <summary>Further outcomes, by name.</summary>
    public MapColumn<string> Metrics { get; } = new();

    /// <summary>Names of the actions that were possible; an empty row where that was not logged or none was. No names when actions are parametric.</summary>
    public ListColumn<string> PossibleActions { get; } = new();

    /// <summary>True on an observation-only row at which the log was cut off.</summary>
    public List<bool> Truncated { get; } = [];

    /// <summary>Appends a copy of another table's row.</summary>
    public void Append(EpisodeTable other, int row)
    {
        MdpId.Add(other.MdpId[row]);
        SequenceNumber.Add(other.SequenceNumber[row]);
        State.Append(other.State, row);
        if (ActionKind == ActionKind.Discrete)
        {
            Action.Add(other.Action[row]);
        }
        else
        {
            ActionFeatures.Append(other.ActionFeatures, row);
        }

        ActionProbability.Add(other.ActionProbability[row]);
        Reward.Add(other.Reward[row]);
        Metrics.Append(other.Metrics, row);
        PossibleActions.Append(other.PossibleActions, row);
        Truncated.Add(other.Truncated[row]);
    }

    /// <summary>True when the row records a decision, false when it only records a state.</summary>
    public bool HasAction(int row) => ActionKind == ActionKind.Discrete ? Action[row].Length > 0 : ActionFeatures.Length(row) > 0;
}
