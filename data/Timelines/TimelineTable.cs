using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>Rows of a timeline in memory, column by column, in the order of their file: what training and evaluation read of it.</summary>
public sealed class TimelineTable(ActionKind actionKind)
{
    /// <summary>What an action is.</summary>
    public ActionKind ActionKind { get; } = actionKind;

    /// <summary>Number of rows.</summary>
    public int Count => MdpId.Count;

    public ValueColumn<string> MdpId { get; } = new();

    public MapColumn<long> State { get; } = new();

    /// <summary>Empty when the episode ended or was not logged further.</summary>
    public MapColumn<long> NextState { get; } = new();

    /// <summary>Lists of ids by feature id; null when they were not asked for.</summary>
    public NestedMapColumn<long>? IdLists { get; internal set; }

    public NestedMapColumn<long>? NextIdLists { get; internal set; }

    /// <summary>Lists of ids with scores by feature id; null when they were not asked for.</summary>
    public NestedMapColumn<long>? IdScoreLists { get; internal set; }

    public NestedMapColumn<long>? NextIdScoreLists { get; internal set; }

    /// <summary>No items when actions are parametric.</summary>
    public ValueColumn<string> Action { get; } = new();

    /// <summary>Empty text where there is no next action; no items when actions are parametric.</summary>
    public ValueColumn<string> NextAction { get; } = new();

    public MapColumn<long> ActionFeatures { get; } = new();

    public MapColumn<long> NextActionFeatures { get; } = new();

    /// <summary>NaN where it was not logged.</summary>
    public ValueColumn<double> ActionProbability { get; } = new();

    public ValueColumn<double> Reward { get; } = new();

    public MapColumn<string> Metrics { get; } = new();

    public ValueColumn<long> SequenceNumber { get; } = new();

    public ValueColumn<long> TimeDiff { get; } = new();

    public ListColumn<string> PossibleActions { get; } = new();

    public ListColumn<string> PossibleNextActions { get; } = new();

    public ValueColumn<bool> NotTerminal { get; } = new();
}
