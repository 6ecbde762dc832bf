using ReAgent.Data.Batches;

namespace ReAgent.Data.Tests.Batches;

/// <summary>Rows that were gathered from a store, as training sees them.</summary>
internal sealed class GatheredRows
{
    public GatheredRows(IRowSource store, ReadOnlySpan<long> rows, MultiStep? span = null)
    {
        var (count, layout) = (rows.Length, store.Layout);
        State = new float[count * layout.StateWidth];
        NextState = new float[count * layout.StateWidth];
        Action = new long[layout.ActionCount > 0 ? count : 0];
        ActionFeatures = new float[count * layout.ActionWidth];
        NextActionFeatures = new float[count * layout.ActionWidth];
        Metrics = new float[count * layout.Metrics.Length];
        (Reward, NotTerminal, TimeDiff, Step, ActionProbability) = (new float[count], new float[count], new float[count], new float[count], new float[count]);
        ImpossibleActions = new bool[count * layout.ActionCount];
        ImpossibleNextActions = new bool[count * layout.ActionCount];
        UnloggedNextActions = new bool[count * layout.ActionCount];
        store.Gather(rows, span ?? MultiStep.One, Columns);
    }

    public float[] State { get; }

    public float[] NextState { get; }

    public long[] Action { get; }

    public float[] ActionFeatures { get; }

    public float[] NextActionFeatures { get; }

    public float[] Reward { get; }

    public float[] NotTerminal { get; }

    public float[] TimeDiff { get; }

    public float[] Step { get; }

    public float[] ActionProbability { get; }

    public float[] Metrics { get; }

    public bool[] ImpossibleActions { get; }

    public bool[] ImpossibleNextActions { get; }

    public bool[] UnloggedNextActions { get; }

    public BatchColumns Columns => new()
    {
        State = State,
        NextState = NextState,
        Action = Action,
        ActionFeatures = ActionFeatures,
        NextActionFeatures = NextActionFeatures,
        Reward = Reward,
        NotTerminal = NotTerminal,
        TimeDiff = TimeDiff,
        Step = Step,
        ActionProbability = ActionProbability,
        Metrics = Metrics,
        ImpossibleActions = ImpossibleActions,
        ImpossibleNextActions = ImpossibleNextActions,
        UnloggedNextActions = UnloggedNextActions,
    };
}
