using Orleans;
using Orleans.Runtime;
using ReAgent.Contracts.Work;

namespace ReAgent.Grains.Work;

/// <summary>
/// The one mechanism behind every worker: find the manifest or start the work on the compute pool, then answer how far it is.
/// Grains of different kinds differ in what they are called, not in how they work.
/// </summary>
public abstract class WorkGrain(WorkServices services) : Grain, IWorkGrain
{
    // Long enough to keep calls rare, short enough for smooth progress, and far below the response time-out of 30 s.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    // Time for work to reach its next safe point and leave a checkpoint.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    private WorkRun? _run;
    private long _lastAsked;
    private (long? Signs, long Since) _life;

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
            Start(item);
        }

        var run = _run!;
        _lastAsked = services.Time.GetTimestamp();
        DelayDeactivation(KeepAlive);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(run.Completion, Task.Delay(AnswerWithin, services.Time, waiting.Token));
        await waiting.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        var status = run.Status;
        if (ReferenceEquals(_run, run))
        {
            if (status.State == WorkState.Done)
            {
                // Whoever asks again is answered by what lies on disk then, not by what lay there now.
                _run = null;
            }
            else if (IsStuck(run))
            {
                _run = null;
                run.Cancel();
                return status with
                {
                    State = WorkState.Failed,
                    Failure = $"{item.Kind} #{item.Index} has given no sign of life for {services.Limits.StuckAfter.TotalMinutes:F0} minutes.",
                    MayPass = true,
                };
            }
        }

        return status;
    }

    /// <inheritdoc/>
    public Task Cancel() => Stop(CancellationToken.None);

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Stop(cancellationToken);

    private void Start(WorkItem item)
    {
        _run = new WorkRun(item, services);
        _life = (null, services.Time.GetTimestamp());
        IGrainTimer? look = null;
        look = this.RegisterGrainTimer(
            (run, _) =>
            {
                if (run.Completion.IsCompleted)
                {
                    look?.Dispose();
                }
                else if (services.Time.GetElapsedTime(_lastAsked) > services.Limits.AbandonedAfter)
                {
                    WorkLog.Abandoned(services.Logger, item.Kind, item.Index);
                    run.Cancel();
                }

                return Task.CompletedTask;
            },
            _run,
            new GrainTimerCreationOptions(LookEvery, LookEvery) { Interleave = true });
    }

    private bool IsStuck(WorkRun run)
    {
        if (run.SignsOfLife is not { } signs || signs != _life.Signs)
        {
            _life = (run.SignsOfLife, services.Time.GetTimestamp());
        }

        return _life.Signs is not null && services.Time.GetElapsedTime(_life.Since) > services.Limits.StuckAfter;
    }

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
