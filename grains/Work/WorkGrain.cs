using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using ReAgent.Contracts.Work;
using ReAgent.Data.Work;

namespace ReAgent.Grains.Work;

/// <summary>What a work grain needs of its silo.</summary>
public sealed record WorkServices(WorkCatalog Catalog, WorkStore Store, ComputePool Pool, TimeProvider Time, ILogger<WorkGrain> Logger);

/// <summary>
/// The one mechanism behind every worker: find the manifest or start the work on the compute pool, then answer how far it is.
/// Grains of different kinds differ in where they are placed, not in how they work.
/// </summary>
public abstract class WorkGrain(WorkServices services) : Grain, IWorkGrain
{
    // Long enough to keep calls rare, short enough for smooth progress, and far below the response time-out of 30 s.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromMinutes(5);

    // Time for work to reach its next safe point and leave a checkpoint.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    private WorkRun? _run;

    /// <inheritdoc/>
    public async Task<WorkStatus> Run(WorkItem item, CancellationToken cancellationToken)
    {
        var key = GrainContext.GrainId.Key.ToString();
        if (item.GrainKey() != key)
        {
            throw new ArgumentException($"This grain does the work item '{key}', not '{item.GrainKey()}'.", nameof(item));
        }

        if (_run is null || _run.Status.State is WorkState.Failed or WorkState.Cancelled)
        {
            _run = new WorkRun(item, services.Catalog.Get(item.Kind), services.Store, services.Pool, services.Logger);
        }

        var run = _run;
        DelayDeactivation(KeepAlive);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(run.Completion, Task.Delay(AnswerWithin, services.Time, waiting.Token));
        await waiting.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        var status = run.Status;
        if (status.State == WorkState.Done && ReferenceEquals(_run, run))
        {
            // Whoever asks again is answered by what lies on disk then, not by what lay there now.
            _run = null;
        }

        return status;
    }

    /// <inheritdoc/>
    public Task Cancel() => Stop(CancellationToken.None);

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Stop(cancellationToken);

    private async Task Stop(CancellationToken cancellationToken)
    {
        if (_run is not { } run)
        {
            return;
        }

        run.Cancel();
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(run.Completion, Task.Delay(StopWithin, services.Time, waiting.Token));
        await waiting.CancelAsync();
    }
}
