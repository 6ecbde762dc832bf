using ReAgent.Data.Batches;
using ReAgent.Learning.Policies;
using ReAgent.Learning.Trainers;
using static TorchSharp.torch;

namespace ReAgent.Bench.Feeding;

/// <summary>
/// What the store is compared with: every row in memory, one tensor per column, and a batch of one <c>index_select</c> per column that a DQN step reads,
/// in the order of a shuffled index tensor.
/// </summary>
internal sealed class ColumnTable
{
    private readonly Tensor _state;
    private readonly Tensor _next;
    private readonly Tensor _action;
    private readonly Tensor _reward;
    private readonly Tensor _goesOn;
    private readonly Tensor _impossible;
    private readonly Tensor _order;

    public ColumnTable(RowStore store, int rows)
    {
        var read = store.Read(0, rows).Rows;
        var order = new long[rows];
        EpochOrder.Of(store, 1, 0).Fill(0, order);
        _order = tensor(order.Select(row => row % rows).ToArray());
        _state = tensor(read.State, [rows, 4]);
        _next = tensor(read.NextState, [rows, 4]);
        _action = tensor(Array.ConvertAll(read.Action, action => (long)action), [rows, 1]);
        _reward = tensor(read.Reward, [rows, 1]);
        _goesOn = tensor(read.NotTerminal, [rows, 1]);
        _impossible = tensor(Array.ConvertAll(read.PossibleNextActions, possible => possible == 0), [rows, 2]);
    }

    /// <summary>A batch; its tensors belong to the current dispose scope.</summary>
    public TransitionBatch Batch(long start, int size)
    {
        var rows = _order.narrow(0, start, size);
        var nothing = new ActionMask(_impossible);
        return new()
        {
            State = _state.index_select(0, rows),
            NextState = _next.index_select(0, rows),
            Action = _action.index_select(0, rows),
            Reward = _reward.index_select(0, rows),
            NotTerminal = _goesOn.index_select(0, rows),
            PossibleNextActions = new ActionMask(_impossible.index_select(0, rows)),
            ActionFeatures = _state,
            NextActionFeatures = _state,
            TimeDiff = _reward,
            Step = _reward,
            ActionProbability = _reward,
            Metrics = _reward,
            PossibleActions = nothing,
            LoggedNextAction = nothing,
        };
    }
}
