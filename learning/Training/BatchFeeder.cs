using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using ReAgent.Data.Batches;
using ReAgent.Learning.Trainers;
using TorchSharp;
using static TorchSharp.torch;

namespace ReAgent.Learning.Training;

/// <summary>
/// Gathers the batches to come on a thread of its own, a few ahead, into blocks that are used again and again: the training thread only takes a block
/// that is ready. What the batches hold does not depend on it.
/// </summary>
public sealed class BatchFeeder : IDisposable
{
    // An accelerator copies a block in its own time: used blocks are handed back many at a time, after one wait for it.
    private const int BlocksInFlight = 8;

    private readonly RowStore _rows;
    private readonly BatchOrder _order;
    private readonly TrainingPlan _plan;
    private readonly Device _device;
    private readonly long[] _which;
    private readonly List<BatchBlock> _blocks = [];
    private readonly List<BatchBlock> _used = [];
    private readonly BlockingCollection<BatchBlock> _free = [];
    private readonly BlockingCollection<BatchBlock> _ready = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread? _gatherer;
    private ExceptionDispatchInfo? _failure;
    private (int Epoch, int Batch) _next;

    /// <param name="rows">The rows.</param>
    /// <param name="order">Which of them each batch consists of.</param>
    /// <param name="plan">How many epochs, and how many batches to gather ahead.</param>
    /// <param name="device">Where batches are used.</param>
    /// <param name="epoch">First epoch.</param>
    /// <param name="batch">First batch in it.</param>
    public BatchFeeder(RowStore rows, BatchOrder order, TrainingPlan plan, Device device, int epoch, int batch)
    {
        (_rows, _order, _plan, _device, _next) = (rows, order, plan, device, (epoch, batch));
        _which = new long[order.LargestBatch];
        for (var block = 0; block < plan.BatchesAhead + (OnAccelerator ? BlocksInFlight : 1); block++)
        {
            _blocks.Add(new BatchBlock(rows.Layout, order.LargestBatch, device));
            _free.Add(_blocks[^1]);
        }

        if (plan.BatchesAhead > 0)
        {
            _gatherer = new Thread(GatherAhead) { IsBackground = true, Name = "batch gatherer" };
            _gatherer.Start();
        }
    }

    /// <summary>How long the training thread has waited for batches so far.</summary>
    public TimeSpan Waited { get; private set; }

    private bool OnAccelerator => _device.type != DeviceType.CPU;

    /// <summary>The next batch; the one before it is valid no longer.</summary>
    public TransitionBatch Next()
    {
        if (_used.Count >= (OnAccelerator ? BlocksInFlight : 1))
        {
            GiveBack();
        }

        var block = Take();
        _used.Add(block);
        return block.Batch();
    }

    /// <summary>Stops gathering and frees the blocks.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _gatherer?.Join();
        foreach (var block in _blocks)
        {
            block.Dispose();
        }

        _free.Dispose();
        _ready.Dispose();
        _stop.Dispose();
    }

    private void GiveBack()
    {
        if (_device.type == DeviceType.CUDA)
        {
            cuda.synchronize(_device.index);
        }

        foreach (var block in _used)
        {
            _free.Add(block);
        }

        _used.Clear();
    }

    private BatchBlock Take()
    {
        if (_ready.TryTake(out var block))
        {
            return block;
        }

        var since = Stopwatch.GetTimestamp();
        if (_gatherer is null)
        {
            block = GatherNext()!;
        }
        else if (!_ready.TryTake(out block, Timeout.Infinite))
        {
            _failure?.Throw();
            throw new InvalidOperationException("There are no more batches.");
        }

        Waited += Stopwatch.GetElapsedTime(since);
        return block;
    }

    private void GatherAhead()
    {
        try
        {
            while (GatherNext() is { } block)
            {
                _ready.Add(block);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Nobody takes batches any more.
        }
        catch (Exception failure)
        {
            // Thrown again where the batch is taken.
            _failure = ExceptionDispatchInfo.Capture(failure);
        }

        _ready.CompleteAdding();
    }

    private BatchBlock? GatherNext()
    {
        if (_next.Epoch >= _plan.Epochs)
        {
            return null;
        }

        var block = _free.Take(_stop.Token);
        var count = _order.Fill(_next.Epoch, _next.Batch, _which);
        block.Gather(_rows, _which.AsSpan(0, count), _plan.MultiStep);
        _next = _next.Batch + 1 < _order.BatchesPerEpoch ? (_next.Epoch, _next.Batch + 1) : (_next.Epoch + 1, 0);
        return block;
    }
}
