using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Work;
using ReAgent.Data.Work;
using ReAgent.Grains.Experiments.Stages;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Experiments;

/// <inheritdoc cref="IExperimentGrain"/>
/// <remarks>
/// The grain goes through the stages, fans each stage's work items out to worker grains, and gathers their manifests. It does no work itself
/// and keeps no progress of its own: after a crash it asks for the same items again, and those that are finished answer with their manifest.
/// </remarks>
public sealed class ExperimentGrain(
    [PersistentState("experiment")] IPersistentState<ExperimentRecord> record,
    ExperimentConfigReader configs,
    WorkStore store,
    ComputePool pool,
    TimeProvider time,
    ILogger<ExperimentGrain> logger) : Grain, IExperimentGrain, IRemindable
{
    private const string WakeUp = "continue";
    private static readonly TimeSpan WakeUpPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private const int Attempts = 5;

    private static readonly ImmutableArray<IStage> Way =
    [
        new CollectStage(), new TimelineStage(), new NormalizeStage(), new TrainStage(), new EvaluateStage(), new PublishStage(),
    ];

    private readonly HashSet<IWorkGrain> _working = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StageTracker _tracker = new(time);
    private CancellationTokenSource? _stop;
    private long _version;

    private ExperimentStatus Now => new(_version, record.State.Spec, record.State.State, _tracker.Stages, record.State.Failure);

    /// <inheritdoc/>
    public async Task<ExperimentStatus> Start(ExperimentSpec spec, CancellationToken cancellationToken)
    {
        if (_stop is not null)
        {
            return record.State.Spec == spec
                ? Now
                : throw new InvalidOperationException($"The experiment '{spec.Name}' is running with another config. Wait for it, cancel it, or choose another name (experiment_name).");
        }

        _stop = new CancellationTokenSource();
        _tracker = new StageTracker(time);
        (record.State.Spec, record.State.State, record.State.Failure) = (spec, ExperimentState.Running, null);
        await record.WriteStateAsync(CancellationToken.None);
        await this.RegisterOrUpdateReminder(WakeUp, WakeUpPeriod, WakeUpPeriod);
        Changed();
        Go();
        return Now;
    }

    /// <inheritdoc/>
    public Task<ExperimentStatus> Status() => Task.FromResult(Now);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ExperimentStatus> Watch(long afterVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = afterVersion;
        while (true)
        {
            var changed = _changed.Task;
            if (_version > seen)
            {
                var now = Now;
                seen = now.Version;
                yield return now;
                if (now.State != ExperimentState.Running)
                {
                    yield break;
                }
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task Cancel()
    {
        if (_stop is { } stop)
        {
            var working = _working.ToArray();
            await stop.CancelAsync();
            await Task.WhenAll(working.Select(worker => worker.Cancel()));
        }
    }

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (_stop is null && record.State is { State: ExperimentState.Running, Spec: not null })
        {
            _stop = new CancellationTokenSource();
            Go();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_stop is { } stop)
        {
            await stop.CancelAsync();
        }
    }

    // A timer rather than a call: the way takes long, and calls (status, watch, cancel) are answered in between its turns.
    private void Go() => this.RegisterGrainTimer(
        (_, token) => GoAllTheWay(token),
        this,
        new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });

    private async Task GoAllTheWay(CancellationToken deactivated)
    {
        var spec = record.State.Spec!;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop!.Token, deactivated);
        var at = Stage.Collect;
        try
        {
            var context = new StageContext(spec, configs, store, pool, stop.Token);
            foreach (var stage in Way.TakeWhile(stage => stage.Stage <= spec.Until))
            {
                at = stage.Stage;
                await Carry(stage, context, stop.Token);
            }

            await Finish(ExperimentState.Completed, null);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            if (!deactivated.IsCancellationRequested)
            {
                await Finish(ExperimentState.Cancelled, null);
            }
        }
        catch (Exception failure)
        {
            WorkLog.ExperimentFailed(logger, failure, spec.Name, at.ToString());
            _tracker.End(at, StageState.Failed, []);
            await Finish(ExperimentState.Failed, failure.Message);
        }
    }

    private async Task Carry(IStage stage, StageContext context, CancellationToken cancellationToken)
    {
        if (!stage.Applies(context.Config))
        {
            _tracker.Skip(stage.Stage);
            return;
        }

        _tracker.Begin(stage.Stage, stage.Unit);
        Changed();
        var manifests = ImmutableArray<WorkManifest>.Empty;
        var reused = true;
        while (await stage.NextWave(context, manifests) is { IsEmpty: false } wave)
        {
            var first = manifests.Length;
            var statuses = await Task.WhenAll(wave.Select((item, index) => Work(stage, item, first + index, context, cancellationToken)));
            manifests = manifests.AddRange(statuses.Select(status => status.Manifest!));
            reused &= statuses.All(status => status.Reused);
        }

        var outcome = stage.Outcome(manifests);
        await pool.Run(() => Sweep(stage, context, outcome), cancellationToken);
        context.Finish(stage.Stage, outcome);
        _tracker.End(stage.Stage, reused ? StageState.Reused : StageState.Done, stage.Summarize(context, manifests));
        WorkLog.StageChanged(logger, context.Spec.Name, stage.Stage.ToString(), reused ? "reused" : "done");
        Changed();
    }

    /// <summary>Removes what an earlier run with other settings left, and the scratch files.</summary>
    private Task<bool> Sweep(IStage stage, StageContext context, ImmutableArray<WorkManifest> manifests)
    {
        var files = manifests.SelectMany(manifest => manifest.Files).ToArray();
        foreach (var folder in stage.Folders)
        {
            store.Sweep(context.Spec.Folder, folder, files);
        }

        store.Sweep(context.Spec.Folder, WorkFolders.Scratch, []);
        return Task.FromResult(true);
    }

    private async Task<WorkStatus> Work(IStage stage, WorkItem item, int index, StageContext context, CancellationToken cancellationToken)
    {
        if (stage.Stage < context.Spec.From)
        {
            // An earlier stage may not do work now: its output has to be there.
            return store.Find(item) is { } found
                ? new WorkStatus(WorkState.Done, WorkProgress.None(stage.Unit), found, Reused: true)
                : throw new InvalidOperationException(
                    $"The {context.Spec.From.ToString().ToLowerInvariant()} stage reads what the {stage.Stage.ToString().ToLowerInvariant()} stage leaves in '{context.Spec.Folder}', and that is missing or was made with other settings. Run 'reagent {stage.Stage.ToString().ToLowerInvariant()}' with the same config and options first, or 'reagent run' for everything.");
        }

        var worker = stage.Worker(GrainFactory, item);
        _working.Add(worker);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await Follow(worker, stage.Stage, item, index, cancellationToken);
                }
                catch (Exception lost) when (attempt < Attempts && lost is TimeoutException or OrleansException)
                {
                    // The worker's silo went away or did not answer. The item is pure, so asking again, wherever the grain is now, is safe.
                    WorkLog.Retried(logger, item.Kind, item.Index, lost.Message);
                    await Task.Delay(RetryAfter, time, cancellationToken);
                }
            }
        }
        finally
        {
            _working.Remove(worker);
        }
    }

    private async Task<WorkStatus> Follow(IWorkGrain worker, Stage stage, WorkItem item, int index, CancellationToken cancellationToken)
    {
        while (true)
        {
            var status = await worker.Run(item, cancellationToken);
            _tracker.Report(stage, index, status);
            Changed();
            switch (status.State)
            {
                case WorkState.Done:
                    return status;
                case WorkState.Failed:
                    throw new WorkFailedException(status.Failure!);
                case WorkState.Cancelled:
                    cancellationToken.ThrowIfCancellationRequested();
                    throw new WorkFailedException($"{item.Kind} #{item.Index} was stopped from elsewhere.");
            }
        }
    }

    private async Task Finish(ExperimentState state, string? failure)
    {
        if (await this.GetReminder(WakeUp) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }

        (record.State.State, record.State.Failure) = (state, failure);
        await record.WriteStateAsync();

        // The end is announced when the next start would be a start again, and not before.
        _stop?.Dispose();
        _stop = null;
        Changed();
    }

    private void Changed()
    {
        _version++;
        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }
}
