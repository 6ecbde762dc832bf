using System.Diagnostics;
using ReAgent.Contracts.Work;
using ReAgent.Data.Work;
using ReAgent.Grains.Telemetry;

namespace ReAgent.Grains.Work;

/// <summary>One attempt at a work item, on the compute pool, unless its output is there already.</summary>
public sealed class WorkRun
{
    private readonly CancellationTokenSource _stop = new();
    private readonly WorkItem _item;
    private readonly WorkServices _services;
    private volatile WorkContext? _context;

    /// <summary>Starts the attempt.</summary>
    public WorkRun(WorkItem item, WorkServices services)
    {
        (_item, _services) = (item, services);
        var work = services.Catalog.Get(item.Kind);
        Unit = work.Unit;
        var caller = TraceContext.Received();
        Completion = Task.Run(() => Attempt(work, caller));
    }

    /// <summary>Ends with the final status; never fails.</summary>
    public Task<WorkStatus> Completion { get; }

    /// <summary>Where the work stands now.</summary>
    public WorkStatus Status => Completion.IsCompletedSuccessfully
        ? Completion.Result
        : new WorkStatus(_context is null ? WorkState.Waiting : WorkState.Running, Progress);

    /// <summary>How often the work has given a sign of life; null when it has not begun.</summary>
    public long? SignsOfLife => _context?.Reports;

    private string Unit { get; }

    private WorkProgress Progress => _context?.Progress ?? WorkProgress.None(Unit);

    /// <summary>Asks the work to stop at its next safe point.</summary>
    public void Cancel() => _stop.Cancel();

    private async Task<WorkStatus> Attempt(IWork work, ActivityContext caller)
    {
        using var scope = WorkTelemetry.Scope(_services.Logger, _item);
        using var span = WorkTelemetry.Try(_item, caller);
        var status = await Attempt(work, span).ConfigureAwait(false);
        WorkTelemetry.End(span, status);
        return status;
    }

    private async Task<WorkStatus> Attempt(IWork work, Activity? span)
    {
        try
        {
            if (_services.Store.Find(_item) is { } found)
            {
                return new WorkStatus(WorkState.Done, Progress, found, Reused: true);
            }

            var tries = _services.Store.Tries(_item);
            if (tries.Lost is { } lost && lost.Count >= _services.Limits.MaxTries)
            {
                // The count starts anew, so that whoever starts the experiment again after a remedy has all tries again.
                tries.End();
                return Failed($"{lost.Count} processes have ended while they did {_item.Kind} #{_item.Index}, without coming further: {string.Join(", ", lost)}. "
                    + "Work that needs more memory than a silo has does that; the silos' logs and the system's (out of memory) say more.");
            }

            span?.SetTag(Attributes.Attempt, tries.Lost.Count + 1);
            using var device = await _services.Devices.Take(work.Need(_item).Device, _stop.Token).ConfigureAwait(false);
            var manifest = await _services.Pool.Run(() => Perform(work, tries, device.Device), _stop.Token).ConfigureAwait(false);
            return new WorkStatus(WorkState.Done, Progress, manifest);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return new WorkStatus(WorkState.Cancelled, Progress);
        }
        catch (Exception failure)
        {
            span?.AddException(failure);
            WorkLog.Failed(_services.Logger, failure, _item.Kind, _item.Index, _item.Id());
            return Failed(failure.Message) with { MayPass = MayPass(failure), InputLost = failure is IOException && _item.Inputs.Any(IsGone) };
        }
    }

    private async Task<WorkManifest> Perform(IWork work, WorkTries tries, string device)
    {
        var context = new WorkContext(_item, _services.Store, Unit, device, _stop.Token);
        _context = context;
        tries.Begin();
        try
        {
            return await work.Perform(context).ConfigureAwait(false);
        }
        finally
        {
            tries.End();
        }
    }

    private bool IsGone(FileReference input) => !File.Exists(_services.Store.Root.Resolve(input.Path));

    private WorkStatus Failed(string failure) => new(WorkState.Failed, Progress, Failure: failure);

    // The work is pure, so what it throws of itself it would throw again. Disks fill up and come back, and memory that others hold is given back.
    private static bool MayPass(Exception failure) => failure is OutOfMemoryException
        || failure is IOException and not (FileNotFoundException or EndOfStreamException);
}
