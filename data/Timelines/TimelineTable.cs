using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>Rows of a timeline in memory, column by column, in the order of their file.</summary>
public sealed class TimelineTable(ActionKind actionKind)
{
    /// <summary>What an action is.</summary>
    public ActionKind ActionKind { get; } = actionKind;

    /// <summary>Number of rows.</summary>
    public int Count => MdpId.Length;

    public string[] MdpId { get; init; } = [];

    public MapColumn<long> State { get; init; } = new();

    /// <summary>Empty when the episode ended or was not logged further.</summary>
    public MapColumn<long> NextState { get; init; } = new();

    /// <summary>No items when actions are parametric.</summary>
    public string[] Action { get; init; } = [];

    /// <summary>Empty text where there is no next action; no items when actions are parametric.</summary>
    public string[] NextAction { get; init; } = [];

    public MapColumn<long> ActionFeatures { get; init; } = new();

    public MapColumn<long> NextActionFeatures { get; init; } = new();

    /// <summary>NaN where it was not logged.</summary>
    public double[] ActionProbability { get; init; } = [];

    public double[] Reward { get; init; } = [];

    public MapColumn<string> Metrics { get; init; } = new();

    public long[] SequenceNumber { get; init; } = [];

    public long[] TimeDiff { get; init; } = [];

    public ListColumn<string> PossibleActions { get; init; } = new();

    public ListColumn<string> PossibleNextActions { get; init; } = new();

    public bool[] NotTerminal { get; init; } = [];
}
