using Orleans.Storage;
using ReAgent.Contracts.Experiments;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Experiments;

/// <summary>How an experiment remembers: one change at a time, written before it counts, and again and again while the database is away.</summary>
public sealed partial class ExperimentGrain
{
    // Below the response time-out, so that a caller hears what is wrong instead of nothing.
    private static readonly TimeSpan ForCallers = TimeSpan.FromSeconds(20);

    // The end of an experiment is worth waiting for.
    private static readonly TimeSpan ForItself = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _alone = new(1, 1);
    private bool _announcing;

    private async Task<IDisposable> Alone(CancellationToken cancellationToken)
    {
        await _alone.WaitAsync(cancellationToken);
        return new Turn(_alone);
    }

    private async Task Write(Func<ExperimentRecord, ExperimentRecord> change, TimeSpan patience)
    {
        var (before, began) = (record.State, services.Time.GetTimestamp());
        var after = change(before);
        if (after.State != before.State)
        {
            after = after with { Changed = services.Time.GetUtcNow().UtcDateTime };
        }

        while (true)
        {
            try
            {
                record.State = after;
                await record.WriteStateAsync();
                Announce();
                return;
            }
            catch (InconsistentStateException)
            {
                // Another activation has written: this one is not the one that counts.
                record.State = before;
                DeactivateOnIdle();
                throw;
            }
            catch (Exception failure)
            {
                record.State = before;
                if (_leaves || services.Time.GetElapsedTime(began) > patience)
                {
                    throw new InvalidOperationException($"The state of the experiment '{Name}' cannot be written: {failure.Message}", failure);
                }

                WorkLog.NotWritten(services.Logger, Name, failure.Message);
                await Task.Delay(Between, services.Time);
            }
        }
    }

    // The list of experiments follows; nothing waits for it.
    private void Announce()
    {
        if (!_announcing)
        {
            _announcing = true;
            _ = AnnounceUntilHeard();
        }
    }

    private async Task AnnounceUntilHeard()
    {
        ExperimentSummary? heard = null;
        for (var attempt = 0; attempt < 100 && Summary is { } summary && summary != heard; attempt++)
        {
            try
            {
                await GrainFactory.GetGrain<IExperimentDirectoryGrain>(0).Enter(summary);
                heard = summary;
            }
            catch (Exception failure)
            {
                WorkLog.NotListed(services.Logger, Name, failure.Message);
                await Task.Delay(Between, services.Time);
            }
        }

        _announcing = false;
    }

    private ExperimentSummary? Summary => record.State is { Spec: { } spec, Wish: not ExperimentWish.Delete } state
        ? new(spec.Name, state.State, spec.Priority, spec.Folder, state.Started, state.Changed, state.Failure)
        : null;

    private sealed class Turn(SemaphoreSlim alone) : IDisposable
    {
        public void Dispose() => alone.Release();
    }
}
