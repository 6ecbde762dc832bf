using System.Runtime.InteropServices;
using ReAgent.Data.Batches;
using ReAgent.Learning.Policies;
using ReAgent.Learning.Trainers;
using TorchSharp;
using static TorchSharp.torch;

namespace ReAgent.Learning.Training;

/// <summary>
/// Host memory for one batch, used again and again: one contiguous tensor per element type, which rows are gathered into. On the CPU a batch is views of
/// it; for an accelerator it is pinned, and a batch is three copies.
/// </summary>
internal sealed class BatchBlock : IDisposable
{
    private readonly RowLayout _layout;
    private readonly int _capacity;
    private readonly Device _device;
    private readonly Tensor _numbers;
    private readonly Tensor _actions;
    private readonly Tensor _flags;
    private TransitionBatch? _batch;
    private int _batchRows;

    /// <param name="layout">Shape of the rows.</param>
    /// <param name="capacity">Rows of the largest batch.</param>
    /// <param name="device">Where batches are used.</param>
    public BatchBlock(RowLayout layout, int capacity, Device device)
    {
        (_layout, _capacity, _device) = (layout, capacity, device);
        var width = (2L * layout.StateWidth) + (2L * layout.ActionWidth) + 5 + layout.Metrics.Length;
        _numbers = Host(width * capacity, ScalarType.Float32);
        _actions = Host(layout.ActionCount > 0 ? capacity : 0, ScalarType.Int64);
        _flags = Host(3L * layout.ActionCount * capacity, ScalarType.Bool);
    }

    /// <summary>Rows that were gathered into the block.</summary>
    public int Rows { get; private set; }

    /// <summary>Gathers rows. Any thread may do it, but not while the batch is used.</summary>
    public void Gather(IRowSource source, ReadOnlySpan<long> rows, MultiStep span)
    {
        Rows = rows.Length;
        var (states, width, actions, count) = (_layout.StateWidth, _layout.ActionWidth, _layout.ActionCount, rows.Length);
        var numbers = new Columns<float>(MemoryMarshal.Cast<byte, float>(_numbers.bytes), _capacity, count);
        var flags = new Columns<bool>(MemoryMarshal.Cast<byte, bool>(_flags.bytes), _capacity, count);
        source.Gather(rows, span, new BatchColumns
        {
            State = numbers.Next(states),
            NextState = numbers.Next(states),
            ActionFeatures = numbers.Next(width),
            NextActionFeatures = numbers.Next(width),
            Reward = numbers.Next(1),
            NotTerminal = numbers.Next(1),
            TimeDiff = numbers.Next(1),
            Step = numbers.Next(1),
            ActionProbability = numbers.Next(1),
            Metrics = numbers.Next(_layout.Metrics.Length),
            Action = MemoryMarshal.Cast<byte, long>(_actions.bytes)[..(actions > 0 ? count : 0)],
            ImpossibleActions = flags.Next(actions),
            ImpossibleNextActions = flags.Next(actions),
            UnloggedNextActions = flags.Next(actions),
        });
    }

    /// <summary>The gathered rows on the device. The block owns the tensors.</summary>
    public TransitionBatch Batch()
    {
        if (_device.type == DeviceType.CPU && _batch is not null && _batchRows == Rows)
        {
            return _batch;
        }

        Release();
        using var scope = NewDisposeScope();
        var numbers = new Views(OnDevice(_numbers), _capacity, Rows);
        var actions = new Views(OnDevice(_actions), _capacity, Rows);
        var flags = new Views(OnDevice(_flags), _capacity, Rows);
        _batchRows = Rows;
        return _batch = new TransitionBatch
        {
            State = numbers.Next(_layout.StateWidth),
            NextState = numbers.Next(_layout.StateWidth),
            ActionFeatures = numbers.Next(_layout.ActionWidth),
            NextActionFeatures = numbers.Next(_layout.ActionWidth),
            Reward = numbers.Next(1),
            NotTerminal = numbers.Next(1),
            TimeDiff = numbers.Next(1),
            Step = numbers.Next(1),
            ActionProbability = numbers.Next(1),
            Metrics = numbers.Next(_layout.Metrics.Length),
            Action = actions.Next(_layout.ActionCount > 0 ? 1 : 0),
            PossibleActions = new ActionMask(flags.Next(_layout.ActionCount)),
            PossibleNextActions = new ActionMask(flags.Next(_layout.ActionCount)),
            LoggedNextAction = new ActionMask(flags.Next(_layout.ActionCount)),
        };
    }

    /// <summary>Gives back the device's memory of the batch.</summary>
    public void Release()
    {
        if (_batch is { } batch)
        {
            Tensor[] tensors =
            [
                batch.State, batch.NextState, batch.ActionFeatures, batch.NextActionFeatures, batch.Reward, batch.NotTerminal, batch.TimeDiff, batch.Step,
                batch.ActionProbability, batch.Metrics, batch.Action, batch.PossibleActions.Impossible, batch.PossibleNextActions.Impossible,
                batch.LoggedNextAction.Impossible,
            ];
            foreach (var tensor in tensors)
            {
                tensor.Dispose();
            }

            _batch = null;
        }
    }

    public void Dispose()
    {
        Release();
        _numbers.Dispose();
        _actions.Dispose();
        _flags.Dispose();
    }

    private Tensor Host(long count, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var memory = zeros(count, dtype: type);
        return (_device.type == DeviceType.CUDA ? memory.pin_memory() : memory).DetachFromDisposeScope();
    }

    // The copies only start here; whoever fills the block again waits for them first.
    private Tensor OnDevice(Tensor host) => _device.type == DeviceType.CPU ? host : host.to(_device, non_blocking: true);

    private ref struct Columns<T>(Span<T> memory, int capacity, int rows)
    {
        private readonly Span<T> _memory = memory;
        private int _start;

        public Span<T> Next(int width)
        {
            var column = _memory.Slice(_start, rows * width);
            _start += capacity * width;
            return column;
        }
    }

    private sealed class Views(Tensor memory, int capacity, int rows)
    {
        private long _start;

        public Tensor Next(int width)
        {
            var column = memory.narrow(0, _start, (long)rows * width).view(rows, width);
            _start += (long)capacity * width;
            return column.DetachFromDisposeScope();
        }
    }
}
