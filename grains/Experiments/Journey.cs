using System.Collections.Immutable;
using Orleans;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Scheduling;
using ReAgent.Contracts.Work;
using ReAgent.Data.Work;
using ReAgent.Grains.Experiments.Stages;
using ReAgent.Grains.Scheduling;
using ReAgent.Grains.Telemetry;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Experiments;

/// <summary>
/// One way of an experiment through its stages, from where its manifests say that it is. It keeps nothing: after a crash another one asks for the
/// same items again, and those that are finished answer with their manifests.
/// </summary>
internal sealed class Journey
{
    private static readonly ImmutableArray<IStage> Way =
    [
        new CollectStage(), new TimelineStage(), new NormalizeStage(), new TrainStage(), new EvaluateStage(), new PublishStage(),
    ];

    private readonly ExperimentSpec _spec;
    private readonly ExperimentServices _services;
    private readonly StageTracker _tracker;
    private readonly ExperimentTrace? _trace;
    private readonly Action _changed;
    private readonly PlaceKeeper _places;
    private readonly WorkGathering _work;
    private Stage _at = Stage.Collect;

    public Journey(ExperimentSpec spec, ExperimentServices services, IGrainFactory grains, StageTracker tracker, ExperimentTrace? trace, Action changed)
    {
        (_spec, _services, _tracker, _trace, _changed) = (spec, services, tracker, trace, changed);
        _places = new PlaceKeeper(grains.GetGrain<ISchedulerGrain>(0), spec.Name, spec.Priority, services.Time, Noted, services.Logger);
        _work = new WorkGathering(spec, services, grains, _places, tracker, changed);
    }

    /// <summary>Folders of an experiment whose files no manifest names.</summary>
    public static ImmutableArray<string> Unlisted { get; } = [WorkFolders.Scratch, WorkFolders.Checkpoints, WorkFolders.TensorBoard];

    /// <summary>Goes all the way.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="WorkFailedException">A stage failed.</exception>
    /// <exception cref="InputLostException">Something that an earlier stage had made is gone: go again.</exception>
    public async Task Go(CancellationToken cancellationToken)
    {
        using var keeping = new CancellationTokenSource();
        var kept = _places.Keep(keeping.Token);
        try
        {
            var context = new StageContext(_spec, _services.Configs, _services.Store, _services.Pool, cancellationToken);
            foreach (var stage in Way.TakeWhile(stage => stage.Stage <= _spec.Until))
            {
                _at = stage.Stage;
                var trace = stage.Applies(context.Config) ? _trace?.Stage(stage.Stage) : null;
                try
                {
                    await Carry(stage, context, trace, cancellationToken);
                }
                catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
                {
                    trace?.End(StageState.Failed, failure: failure.Message);
                    throw;
                }
            }

            await _services.Pool.Run(TidyUp, cancellationToken);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or InputLostException) || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            WorkLog.ExperimentFailed(_services.Logger, failure, _spec.Name, _at.ToString());
            _tracker.End(_at, StageState.Failed, []);
            throw failure as WorkFailedException ?? new WorkFailedException(failure.Message, failure);
        }
        finally
        {
            await keeping.CancelAsync();
            await kept;
        }
    }

    /// <inheritdoc cref="WorkGathering.StopWork"/>
    public Task StopWork() => _work.StopWork();

    private async Task Carry(IStage stage, StageContext context, StageTrace? trace, CancellationToken cancellationToken)
    {
        if (!stage.Applies(context.Config))
        {
            _tracker.Skip(stage.Stage);
            return;
        }

        _tracker.Begin(stage.Stage, stage.Unit);
        _changed();
        var manifests = ImmutableArray<WorkManifest>.Empty;
        var reused = true;
        while (await stage.NextWave(context, manifests) is { IsEmpty: false } wave)
        {
            var statuses = await _work.Gather(stage, wave, manifests.Length, trace, cancellationToken);
            manifests = manifests.AddRange(statuses.Select(status => status.Manifest!));
            reused &= statuses.All(status => status.Reused);
        }

        var outcome = stage.Outcome(manifests);
        await _services.Pool.Run(() => Sweep(stage, outcome, manifests), cancellationToken);
        context.Finish(stage.Stage, outcome);
        var end = reused ? StageState.Reused : StageState.Done;
        _tracker.End(stage.Stage, end, stage.Summarize(context, manifests));
        trace?.End(end, _tracker.Completed(stage.Stage));
        WorkLog.StageChanged(_services.Logger, _spec.Name, stage.Stage.ToString(), reused ? "reused" : "done");
        _changed();
    }

    /// <summary>Removes what an earlier run with other settings left, and the scratch files.</summary>
    private Task<bool> Sweep(IStage stage, ImmutableArray<WorkManifest> outcome, ImmutableArray<WorkManifest> all)
    {
        var files = outcome.SelectMany(manifest => manifest.Files).ToArray();
        foreach (var folder in stage.Folders)
        {
            _services.Store.Sweep(_spec.Folder, folder, files);
        }

        if (all.SelectMany(manifest => manifest.Files).Any(file => file.Path.StartsWith($"{_spec.Folder}/{WorkFolders.Scratch}/", StringComparison.Ordinal)))
        {
            _services.Store.Sweep(_spec.Folder, WorkFolders.Scratch, []);
        }

        return Task.FromResult(true);
    }

    /// <summary>Removes what work has left that never came to its end.</summary>
    private Task<bool> TidyUp()
    {
        foreach (var folder in (string[])[WorkStore.InProgress, WorkFolders.Scratch])
        {
            var path = Path.Combine(_services.Store.Root.Resolve(_spec.Folder), folder);
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
        }

        return Task.FromResult(true);
    }

    private void Noted(string? why)
    {
        if (_tracker.Waits(_at, why))
        {
            _changed();
        }
    }
}
