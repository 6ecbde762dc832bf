namespace ReAgent.Data.Batches;

/// <summary>
/// Training rows in memory, one per logged transition: normalized, dense, row-major float32 columns.
/// N rows, S state width, A discrete actions, D continuous action width, M metrics.
/// </summary>
/// <remarks>
/// A row is terminal when <see cref="NotTerminal"/> is 0. An episode cut by a time limit ends with a row whose next state is known and
/// whose <see cref="NotTerminal"/> is 1: truncation is not termination. Such a row has no next action (index A, mask from the environment).
/// </remarks>
public sealed class TransitionRows
{
    /// <summary>Room for rows: every number is 0.</summary>
    public static TransitionRows Empty(RowLayout layout, int count) => new()
    {
        Count = count,
        StateWidth = layout.StateWidth,
        ActionCount = layout.ActionCount,
        ActionWidth = layout.ActionWidth,
        MetricNames = layout.Metrics,
        State = new float[(long)count * layout.StateWidth],
        NextState = new float[(long)count * layout.StateWidth],
        Action = new int[layout.ActionCount > 0 ? count : 0],
        NextAction = new int[layout.ActionCount > 0 ? count : 0],
        ActionFeatures = new float[(long)count * layout.ActionWidth],
        NextActionFeatures = new float[(long)count * layout.ActionWidth],
        Reward = new float[count],
        NotTerminal = new float[count],
        TimeDiff = new float[count],
        Step = new float[count],
        ActionProbability = new float[count],
        PossibleActions = new float[(long)count * layout.ActionCount],
        PossibleNextActions = new float[(long)count * layout.ActionCount],
        Metrics = new float[(long)count * layout.Metrics.Length],
        Episode = new int[count],
        SequenceNumber = new long[count],
    };

    /// <summary>N, the number of rows.</summary>
    public required int Count { get; init; }

    /// <summary>S, the number of network inputs per state (an enumerated feature takes several).</summary>
    public required int StateWidth { get; init; }

    /// <summary>A, the number of discrete actions; 0 when actions are continuous.</summary>
    public required int ActionCount { get; init; }

    /// <summary>D, the width of a continuous action; 0 when actions are discrete.</summary>
    public required int ActionWidth { get; init; }

    /// <summary>Names of the M metrics logged beside the reward, sorted.</summary>
    public required IReadOnlyList<string> MetricNames { get; init; }

    /// <summary>[N, S] states.</summary>
    public required float[] State { get; init; }

    /// <summary>[N, S] next states; zeros where none was logged, as on most terminal rows.</summary>
    public required float[] NextState { get; init; }

    /// <summary>[N] logged actions, 0 … A−1; empty when actions are continuous.</summary>
    public required int[] Action { get; init; }

    /// <summary>[N] next logged actions, 0 … A−1, or A where there is none; empty when actions are continuous.</summary>
    public required int[] NextAction { get; init; }

    /// <summary>[N, D] logged continuous actions, scaled to (−1, 1); empty when actions are discrete.</summary>
    public required float[] ActionFeatures { get; init; }

    /// <summary>[N, D] next logged continuous actions; zeros where there is none; empty when actions are discrete.</summary>
    public required float[] NextActionFeatures { get; init; }

    /// <summary>[N] rewards.</summary>
    public required float[] Reward { get; init; }

    /// <summary>[N] 1 where the episode goes on from the next state (truncated episodes included), 0 where it terminated.</summary>
    public required float[] NotTerminal { get; init; }

    /// <summary>[N] difference of sequence numbers to the next row.</summary>
    public required float[] TimeDiff { get; init; }

    /// <summary>[N] number of steps that the reward spans.</summary>
    public required float[] Step { get; init; }

    /// <summary>[N] probability with which the logging policy took the action, in (0, 1]; NaN when it was not logged.</summary>
    public required float[] ActionProbability { get; init; }

    /// <summary>[N, A] 1 where the action was possible; empty when actions are continuous.</summary>
    public required float[] PossibleActions { get; init; }

    /// <summary>[N, A] 1 where the action is possible in the next state, zeros on a terminal row; empty when actions are continuous.</summary>
    public required float[] PossibleNextActions { get; init; }

    /// <summary>[N, M] metrics.</summary>
    public required float[] Metrics { get; init; }

    /// <summary>[N] ordinal of the row's episode: rows of one episode are adjacent and in time order.</summary>
    public required int[] Episode { get; init; }

    /// <summary>[N] position of the row in its episode's log.</summary>
    public required long[] SequenceNumber { get; init; }
}
