using ReAgent.Data.Batches;
using TorchSharp;
using static TorchSharp.torch;

namespace ReAgent.Learning.Trainers;

/// <summary>Training rows on a device: each column is uploaded once, when it is first needed, and batches are gathered there.</summary>
public sealed class TransitionTable : IDisposable
{
    private readonly TransitionRows _rows;
    private readonly Tensor?[] _columns = new Tensor?[Enum.GetValues<TransitionColumn>().Length];

    /// <param name="rows">The rows.</param>
    /// <param name="device">Where to keep them.</param>
    /// <exception cref="ArgumentException">There are rows that nothing can be learned from; the message names the first.</exception>
    public TransitionTable(TransitionRows rows, Device device)
    {
        TransitionRules.Check(rows);
        _rows = rows;
        Device = device;
        Layout = TransitionLayout.Of(rows);
    }

    /// <summary>N.</summary>
    public int Count => _rows.Count;

    /// <summary>Widths and names.</summary>
    public TransitionLayout Layout { get; }

    /// <summary>Where the columns live.</summary>
    public Device Device { get; }

    public void Dispose()
    {
        foreach (var column in _columns)
        {
            column?.Dispose();
        }
    }

    internal Tensor Column(TransitionColumn column) => _columns[(int)column] ??= Upload(column).DetachFromDisposeScope();

    private Tensor Upload(TransitionColumn column) => column switch
    {
        TransitionColumn.State => Numbers(_rows.State, Layout.StateWidth),
        TransitionColumn.NextState => Numbers(_rows.NextState, Layout.StateWidth),
        TransitionColumn.Action => tensor(Array.ConvertAll(_rows.Action, action => (long)action), [Count, 1], device: Device),
        TransitionColumn.ActionFeatures => Numbers(_rows.ActionFeatures, Layout.ActionWidth),
        TransitionColumn.NextActionFeatures => Numbers(_rows.NextActionFeatures, Layout.ActionWidth),
        TransitionColumn.Reward => Numbers(_rows.Reward, 1),
        TransitionColumn.NotTerminal => Numbers(_rows.NotTerminal, 1),
        TransitionColumn.TimeDiff => Numbers(_rows.TimeDiff, 1),
        TransitionColumn.Step => Numbers(_rows.Step, 1),
        TransitionColumn.ActionProbability => Numbers(_rows.ActionProbability, 1),
        TransitionColumn.ImpossibleActions => Flags(Array.ConvertAll(_rows.PossibleActions, possible => possible == 0)),
        TransitionColumn.ImpossibleNextActions => Flags(Array.ConvertAll(_rows.PossibleNextActions, possible => possible == 0)),
        TransitionColumn.UnloggedNextActions => Flags(UnloggedNextActions()),
        TransitionColumn.Metrics => Numbers(_rows.Metrics, Layout.Metrics.Length),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "Not a column."),
    };

    private Tensor Numbers(float[] values, int width) => tensor(values, [Count, width], device: Device);

    private Tensor Flags(bool[] values) => tensor(values, [Count, Layout.ActionCount], device: Device);

    private bool[] UnloggedNextActions()
    {
        var actions = Layout.ActionCount;
        var unlogged = new bool[Count * actions];
        for (var row = 0; row < Count; row++)
        {
            for (var action = 0; action < actions; action++)
            {
                // The last row of a truncated episode goes on, but nobody logged how: any possible action may follow.
                unlogged[(row * actions) + action] = _rows.NextAction[row] is var next && next < actions
                    ? action != next
                    : _rows.PossibleNextActions[(row * actions) + action] == 0;
            }
        }

        return unlogged;
    }
}
