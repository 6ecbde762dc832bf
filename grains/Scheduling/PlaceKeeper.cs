using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using ReAgent.Contracts.Scheduling;

namespace ReAgent.Grains.Scheduling;

/// <summary>
/// An experiment's side of the scheduler: keeps telling what is held and wanted, and hands out what is granted. Used within the turns of one grain.
/// </summary>
internal sealed class PlaceKeeper(ISchedulerGrain scheduler, string experiment, int priority, TimeProvider time, Action<string?> noted, ILogger logger)
{
    private static readonly TimeSpan WhileWaiting = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan WhileHolding = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    // Messages stay small; the rest has its turn when these have theirs.
    private const int MostWaiting = 256;

    private readonly List<(WorkDemand Demand, TaskCompletionSource<WorkPlace> Place)> _waiting = [];
    private readonly HashSet<WorkPlace> _held = [];
    private TaskCompletionSource _changed = New();

    /// <summary>Waits for a place.</summary>
    public async Task<WorkPlace> Acquire(WorkDemand demand, CancellationToken cancellationToken)
    {
        var place = new TaskCompletionSource<WorkPlace>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add((demand, place));
        _changed.TrySetResult();
        try
        {
            return await place.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _waiting.RemoveAll(waiting => waiting.Place == place);
            if (place.Task.IsCompletedSuccessfully)
            {
                Release(place.Task.Result);
            }

            throw;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Release(WorkPlace place)
    {
        _held.Remove(place);
        _changed.TrySetResult();
    }

    /// <summary>Keeps telling until the token is cancelled; then says that nothing is held any more.</summary>
    public async Task Keep(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            _changed = New();
            var period = await Exchange() ? (_waiting.Count > 0 ? WhileWaiting : WhileHolding) : AfterFailure;
            using var rest = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(_changed.Task, Task.Delay(period, time, rest.Token));
            await rest.CancelAsync();
        }

        _held.Clear();
        _waiting.Clear();
        await Exchange();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<bool> Exchange()
    {
        try
        {
            var answer = await scheduler.Report(new ExperimentNeeds(experiment, priority, [.. _waiting.Take(MostWaiting).Select(waiting => waiting.Demand)], [.. _held]));
            foreach (var place in answer.Granted)
            {
                var index = _waiting.FindIndex(waiting => waiting.Demand.Key == place.Key);
                if (index >= 0)
                {
                    _held.Add(place);
                    _waiting[index].Place.SetResult(place);
                    _waiting.RemoveAt(index);
                }
            }

            noted(answer.Note);
            return true;
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            SchedulingLog.Unreachable(logger, experiment, failure.Message);
            return false;
        }
    }
}
