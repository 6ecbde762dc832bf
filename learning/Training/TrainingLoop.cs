using ReAgent.Data.Batches;
using ReAgent.Learning.Telemetry;
using ReAgent.Learning.Trainers;
using static TorchSharp.torch;

namespace ReAgent.Learning.Training;

/// <summary>
/// Shows a trainer its rows, epoch after epoch. A training that was stopped, by request or by death, and started again with the same plan
/// ends with the same bytes as one that never stopped.
/// </summary>
/// <param name="trainer">Who learns.</param>
/// <param name="rows">From what; the caller disposes it after the training.</param>
/// <param name="plan">How long, in what order and with what safety.</param>
/// <param name="device">Where the trainer computes.</param>
/// <exception cref="ArgumentException">There are no rows.</exception>
public sealed class TrainingLoop(ITrainer trainer, RowStore rows, TrainingPlan plan, Device device)
{
    private readonly BatchOrder _order = new(rows, trainer.Unit, plan);
    private TrainingPosition _position = new();

    /// <summary>Steps in all.</summary>
    public long TotalSteps => (long)_order.BatchesPerEpoch * plan.Epochs;

    /// <summary>How long training has waited for rows: as long as gathering a batch takes less than learning from it, not at all.</summary>
    public TimeSpan WaitedForRows { get; private set; }

    /// <summary>Trains to the end. Blocks: call it on a thread that may compute.</summary>
    /// <param name="callbacks">Who is told what.</param>
    /// <param name="cancellationToken">Stops between two steps, after a checkpoint; running again with the same plan and a new trainer goes
    /// on from there.</param>
    /// <exception cref="OperationCanceledException">Training was stopped.</exception>
    /// <exception cref="DivergenceException">A loss is no longer a number.</exception>
    /// <exception cref="InvalidDataException">The rows are damaged.</exception>
    public TrainingResult Run(TrainingCallbacks? callbacks = null, CancellationToken cancellationToken = default)
    {
        callbacks ??= new();
        var resumedAt = Resume();
        using var feeder = new BatchFeeder(rows, _order, plan, device, _position.Epoch, _position.Batch);
        while (_position.Epoch < plan.Epochs)
        {
            var summary = RunEpoch(feeder, callbacks, cancellationToken);
            callbacks.EpochFinished?.Invoke(summary);
        }

        return new(trainer.Steps, [.. _position.Finished], resumedAt);
    }

    private EpochSummary RunEpoch(BatchFeeder feeder, TrainingCallbacks callbacks, CancellationToken cancellationToken)
    {
        var epoch = _position.Epoch;
        using var span = TrainingTelemetry.Epoch(epoch);
        using var window = new ReadingWindow();
        while (_position.Batch < _order.BatchesPerEpoch)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                window.Flush(_position.Sums, epoch);
                Checkpoint(callbacks);
                throw new OperationCanceledException($"Training was stopped after step {trainer.Steps} of {TotalSteps}.", cancellationToken);
            }

            var batch = feeder.Next();
            WaitedForRows = feeder.Waited;
            var began = TrainingTelemetry.BeginStep();
            window.Add(trainer.Steps + 1, trainer.Step(batch));
            TrainingTelemetry.EndStep(began);
            _position.Batch++;
            var last = _position.Batch == _order.BatchesPerEpoch;
            var checkpoint = !last && plan.CheckpointEverySteps > 0 && trainer.Steps % plan.CheckpointEverySteps == 0;
            if (last || checkpoint || trainer.Steps % plan.ProgressEverySteps == 0)
            {
                var readings = window.Flush(_position.Sums, epoch);
                callbacks.Progress?.Invoke(new(epoch, trainer.Steps, TotalSteps, readings));
            }

            if (checkpoint)
            {
                Checkpoint(callbacks);
            }
        }

        trainer.FinishEpoch();
        var summary = new EpochSummary(epoch, _order.BatchesPerEpoch, _position.Sums.Means());
        _position.Finished.Add(summary);
        _position.Sums = new();
        _position.Batch = 0;
        _position.Epoch++;
        Checkpoint(callbacks);
        return summary;
    }

    private long? Resume()
    {
        if (plan.CheckpointPath is not { } path || !File.Exists(path))
        {
            return null;
        }

        if (TrainingPosition.Restore(path, plan.Fingerprint, trainer) is not { } position)
        {
            return null;
        }

        _position = position;
        return trainer.Steps;
    }

    private void Checkpoint(TrainingCallbacks callbacks)
    {
        if (plan.CheckpointPath is { } path)
        {
            using var span = TrainingTelemetry.Checkpoint(trainer.Steps);
            _position.Save(path, plan.Fingerprint, trainer);
            callbacks.Checkpointed?.Invoke();
        }
    }
}
