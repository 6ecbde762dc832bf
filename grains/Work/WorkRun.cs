using Microsoft.Extensions.Logging;
using ReAgent.Contracts.Work;
using ReAgent.Data.Work;

namespace ReAgent.Grains.Work;

/// <summary>One attempt at a work item, on the compute pool, unless its output is there already.</summary>
public sealed class WorkRun
{
    private readonly CancellationTokenSource _stop = new();
    private readonly WorkContext _context;
    private volatile bool _started;

    /// <summary>Starts the attempt.</summary>
    public WorkRun(WorkItem item, IWork work, WorkStore store, ComputePool pool, ILogger logger)
    {
        _context = new WorkContext(item, store, work.Unit, _stop.Token);
        Completion = Task.Run(() => Attempt(work, pool, logger));
    }

    /// <summary>Ends with the final status; never fails.</summary>
    public Task<WorkStatus> Completion { get; }

    /// <summary>Where the work stands now.</summary>
    public WorkStatus Status => Completion.IsCompletedSuccessfully
        ? Completion.Result
        : new WorkStatus(_started ? WorkState.Running : WorkState.Waiting, _context.Progress);

    /// <summary>Asks the work to stop at its next safe point.</summary>
    public void Cancel() => _stop.Cancel();

    private async Task<WorkStatus> Attempt(IWork work, ComputePool pool, ILogger logger)
    {
        var item = _context.Item;
        try
        {
            if (_context.Store.Find(item) is { } found)
            {
                return new WorkStatus(WorkState.Done, _context.Progress, found, Reused: true);
            }

            var manifest = await pool.Run(
                () =>
                {
                    _started = true;
                    return work.Perform(_context);
                },
                _stop.Token).ConfigureAwait(false);
            return new WorkStatus(WorkState.Done, _context.Progress, manifest);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return new WorkStatus(WorkState.Cancelled, _context.Progress);
        }
        catch (Exception failure)
        {
            WorkLog.Failed(logger, failure, item.Kind, item.Index, item.Id());
            return new WorkStatus(WorkState.Failed, _context.Progress, Failure: failure.Message);
        }
    }
}
