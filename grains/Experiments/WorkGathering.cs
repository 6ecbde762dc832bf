using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Scheduling;
using ReAgent.Contracts.Work;
using ReAgent.Grains.Experiments.Stages;
using ReAgent.Grains.Scheduling;
using ReAgent.Grains.Telemetry;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Experiments;

/// <summary>
/// Has the work items of a stage done, all over the cluster, and gathers what came out. An item is pure, so one whose silo goes away is simply
/// asked for again, wherever there is a place; what it has left in checkpoints it goes on from.
/// </summary>
internal sealed class WorkGathering(ExperimentSpec spec, ExperimentServices services, IGrainFactory grains, PlaceKeeper places, StageTracker tracker, Action changed)
{
    // Losses in a row, that is without a single answer in between: some ten minutes, and thus more than any restart of a cluster takes.
    private const int MostLosses = 40;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly HashSet<IWorkGrain> _working = [];

    /// <summary>Does all items; the first failure stops the others.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="wave">Its items.</param>
    /// <param name="first">Number of the first one within the stage.</param>
    /// <param name="trace">The stage's span; null when nobody listens.</param>
    /// <param name="cancellationToken">Stops waiting for the work; the work itself is stopped by <see cref="StopWork"/>.</param>
    public async Task<ImmutableArray<WorkStatus>> Gather(IStage stage, ImmutableArray<WorkItem> wave, int first, StageTrace? trace, CancellationToken cancellationToken)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Exception? failure = null;
        var statuses = await Task.WhenAll(wave.Select(async (item, index) =>
        {
            var span = trace?.Work(item);
            try
            {
                var status = await Do(stage, item, first + index, span, together.Token);
                span?.End(status);
                return status;
            }
            catch (Exception exception)
            {
                span?.Fail(exception.Message);
                failure ??= exception;
                await together.CancelAsync();
                return null;
            }
        }));
        if (failure is null)
        {
            return [.. statuses.Select(status => status!)];
        }

        if (!cancellationToken.IsCancellationRequested)
        {
            await StopWork();
        }

        throw failure is OperationCanceledException or WorkFailedException or InputLostException ? failure : new WorkFailedException(failure.Message, failure);
    }

    /// <summary>Asks all work under way to stop at its next safe point.</summary>
    public async Task StopWork()
    {
        foreach (var stopping in _working.Select(worker => worker.Cancel()).ToArray())
        {
            try
            {
                await stopping;
            }
            catch (Exception gone) when (gone is TimeoutException or OrleansException)
            {
                // Its silo is gone, and the work with it; or it stops by itself when nobody asks for it any more.
                WorkLog.NotStopped(services.Logger, spec.Name, gone.Message);
            }
        }
    }

    private async Task<WorkStatus> Do(IStage stage, WorkItem item, int index, WorkTrace? trace, CancellationToken cancellationToken)
    {
        if (await Task.Run(() => services.Store.Find(item), cancellationToken) is { } found)
        {
            var done = new WorkStatus(WorkState.Done, WorkProgress.None(stage.Unit), found, Reused: true);
            tracker.Report(stage.Stage, index, done);
            changed();
            return done;
        }

        if (stage.Stage < spec.From)
        {
            // An earlier stage may not do work now: its output has to be there.
            throw new InvalidOperationException(
                $"The {Name(spec.From)} stage reads what the {Name(stage.Stage)} stage leaves in '{spec.Folder}', and that is missing or was made with other settings. Run 'reagent {Name(stage.Stage)}' with the same config and options first, or 'reagent run' for everything.");
        }

        return await Insist(stage, item, index, trace, cancellationToken);
    }

    private async Task<WorkStatus> Insist(IStage stage, WorkItem item, int index, WorkTrace? trace, CancellationToken cancellationToken)
    {
        var worker = stage.Worker(grains, item);
        var need = services.Catalog.Get(item.Kind).Need(item);
        var (tries, losses) = (0, 0);
        while (true)
        {
            string trouble;
            var place = await places.Acquire(new WorkDemand(item.GrainKey(), need), cancellationToken);
            _working.Add(worker);
            try
            {
                var status = await Follow(worker, place, stage.Stage, item, index, () => losses = 0, cancellationToken);
                if (status.State == WorkState.Done)
                {
                    return status;
                }

                trouble = status.Failure!;
                if (status.InputLost)
                {
                    throw new InputLostException(trouble);
                }

                if (!status.MayPass || ++tries >= services.Limits.MaxTries)
                {
                    throw new WorkFailedException(tries > 1 ? $"{trouble} ({tries} tries.)" : trouble);
                }
            }
            catch (Exception lost) when (losses < MostLosses && lost is TimeoutException or OrleansException)
            {
                losses++;
                trouble = lost.Message;
            }
            finally
            {
                _working.Remove(worker);
                places.Release(place);
            }

            WorkLog.Retried(services.Logger, item.Kind, item.Index, trouble);
            tracker.Again(stage.Stage, trouble);
            trace?.Retried(trouble);
            changed();
            await Task.Delay(Pause(tries, losses), services.Time, cancellationToken);
        }
    }

    private async Task<WorkStatus> Follow(IWorkGrain worker, WorkPlace place, Stage stage, WorkItem item, int index, Action answered, CancellationToken cancellationToken)
    {
        // Where the work is under way already, there it stays; otherwise it begins where its place is.
        RequestContext.Set(IPlacementDirector.PlacementHintKey, place.Silo);
        while (true)
        {
            var status = await worker.Run(item, cancellationToken);
            answered();
            tracker.Report(stage, index, status);
            changed();
            switch (status.State)
            {
                case WorkState.Done or WorkState.Failed:
                    return status;
                case WorkState.Cancelled:
                    // Not by this experiment: its silo is being stopped.
                    cancellationToken.ThrowIfCancellationRequested();
                    throw new SiloUnavailableException($"The silo that did {item.Kind} #{item.Index} stops.");
            }
        }
    }

    // After faults of the outside world 1, 3, 9, 27 seconds; after losses of silos shorter, since places are given by silos that live.
    private static TimeSpan Pause(int tries, int losses)
    {
        var pause = tries > 0 ? TimeSpan.FromSeconds(Math.Pow(3, tries - 1)) : TimeSpan.FromSeconds(Math.Min(losses * 0.5, 15));
        return pause < LongestPause ? pause : LongestPause;
    }

    private static string Name(Stage stage) => stage.ToString().ToLowerInvariant();
}
