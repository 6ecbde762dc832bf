using System.Runtime.CompilerServices;
using Orleans;
using Orleans.Runtime;
using ReAgent.Contracts.Experiments;
using ReAgent.Grains.Telemetry;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Experiments;

/// <inheritdoc cref="IExperimentGrain"/>
/// <remarks>
/// A durable state machine around a <see cref="Journey"/>: what is wanted and where it stands is written before it is acted upon, so that an activation
/// on another silo goes on with it. Who wakes that one: whoever asks for the experiment, else the scheduler, else the reminder.
/// </remarks>
public sealed partial class ExperimentGrain(
    [PersistentState("experiment")] IPersistentState<ExperimentRecord> record, ExperimentServices services) : Grain, IExperimentGrain, IRemindable
{
    private const string WakeUp = "continue";
    private const int MostRounds = 5;
    private static readonly TimeSpan WakeUpPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PulsePeriod = TimeSpan.FromMinutes(1);

    private StageTracker _tracker = new(services.Time);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? _stop;
    private IGrainTimer? _pulse;
    private Task _way = Task.CompletedTask;
    private Journey? _journey;
    private bool _leaves;
    private ExperimentTrace? _trace;
    private string? _trouble;
    private long _version;

    private ExperimentStatus Now => new(_version, record.State.Spec, record.State.State, _tracker.Stages, record.State.Failure);

    private string Name => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (record.State.Spec is { } spec && spec.Name != Name)
        {
            // A database keeps keys that can be read as hexadecimal numbers, or as Guids, as such.
            throw new InvalidOperationException(
                $"There is an experiment '{spec.Name}', and to the database '{Name}' is the same number. Choose a name with a letter after f in it (experiment_name).");
        }

        if (record.State is { State: ExperimentState.Running } or { Wish: ExperimentWish.Delete })
        {
            Go();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // The work itself goes on where it is; the next activation joins it.
        _leaves = true;
        if (_stop is { } stop)
        {
            await stop.CancelAsync();
            await _way.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<ExperimentStatus> Start(ExperimentSpec spec, CancellationToken cancellationToken)
    {
        if (spec.Name != Name)
        {
            throw new ArgumentException($"This is the experiment '{Name}', not '{spec.Name}'.", nameof(spec));
        }

        RefuseWhenDeleting();
        services.Store.Root.Resolve(spec.Folder);
        services.Store.Root.Resolve(spec.Base);
        await RefuseSharedFolder(spec);
        using (await Alone(cancellationToken))
        {
            RefuseWhenDeleting();
            if (_stop is not null)
            {
                return record.State.Spec == spec
                    ? Now
                    : throw new InvalidOperationException($"The experiment '{spec.Name}' is running with another config. Wait for it, cancel it, or choose another name (experiment_name).");
            }

            return await Begin(spec);
        }
    }

    /// <inheritdoc/>
    public async Task<ExperimentStatus> Resume()
    {
        RefuseWhenDeleting();
        using (await Alone(CancellationToken.None))
        {
            RefuseWhenDeleting();
            var spec = record.State.Spec ?? throw Unknown();
            return _stop is null && record.State.State != ExperimentState.Completed ? await Begin(spec) : Now;
        }
    }

    /// <inheritdoc/>
    public Task<ExperimentStatus> Status() => Task.FromResult(Now);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ExperimentStatus> Watch(long afterVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, services.Silo.ApplicationStopping);
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

            try
            {
                await changed.WaitAsync(end.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // An activation is not ended while it is asked something; the next one is on another silo.
                throw new SiloUnavailableException($"The silo that the experiment '{Name}' is on stops. Ask again: the experiment goes on.");
            }
        }
    }

    /// <inheritdoc/>
    public Task Cancel() => Halt(ExperimentWish.Cancel, ExperimentState.Cancelled);

    /// <inheritdoc/>
    public Task Pause() => record.State.State switch
    {
        ExperimentState.Running => Halt(ExperimentWish.Pause, ExperimentState.Paused),
        ExperimentState.Paused => Task.CompletedTask,
        ExperimentState.Unknown => throw Unknown(),
        _ => throw new InvalidOperationException($"The experiment '{Name}' is not running: it is {record.State.State.ToString().ToLowerInvariant()}."),
    };

    /// <inheritdoc/>
    public async Task Delete()
    {
        if (record.State.Spec is null)
        {
            return;
        }

        using (await Alone(CancellationToken.None))
        {
            await this.RegisterOrUpdateReminder(WakeUp, WakeUpPeriod, WakeUpPeriod);
            await Write(state => state with { Wish = ExperimentWish.Delete }, ForCallers);
        }

        if (_stop is { } stop)
        {
            await stop.CancelAsync();
            await (_journey?.StopWork() ?? Task.CompletedTask);
        }
        else
        {
            Go();
        }

        _trouble = null;
        while (record.State.Spec is not null)
        {
            await _changed.Task;
            if (_trouble is { } trouble)
            {
                throw new InvalidOperationException($"The experiment '{Name}' could not be removed as a whole, and is tried again within a minute: {trouble}");
            }
        }
    }

    /// <inheritdoc/>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (_stop is not null)
        {
            return;
        }

        if (record.State is { State: ExperimentState.Running } or { Wish: ExperimentWish.Delete })
        {
            Go();
        }
        else if (await this.GetReminder(WakeUp) is { } reminder)
        {
            // Its process ended between the last word and taking the reminder back.
            await this.UnregisterReminder(reminder);
        }
    }

    private InvalidOperationException Unknown() => new($"There is no experiment '{Name}': it was never started, or it was deleted.");

    private void RefuseWhenDeleting()
    {
        if (record.State.Wish == ExperimentWish.Delete)
        {
            throw new InvalidOperationException($"The experiment '{Name}' is being deleted. Start it when it is gone.");
        }
    }

    private async Task RefuseSharedFolder(ExperimentSpec spec)
    {
        var others = await GrainFactory.GetGrain<IExperimentDirectoryGrain>(0).List();
        if (others.FirstOrDefault(other => other.Name != spec.Name && other.Folder == spec.Folder && other.State is ExperimentState.Running or ExperimentState.Paused) is { } other)
        {
            throw new InvalidOperationException($"The folder '{spec.Folder}' belongs to the experiment '{other.Name}', which is {other.State.ToString().ToLowerInvariant()}. Choose another one (--out).");
        }
    }

    private async Task<ExperimentStatus> Begin(ExperimentSpec spec)
    {
        // The reminder first: an experiment that says it runs is one that will be woken.
        await this.RegisterOrUpdateReminder(WakeUp, WakeUpPeriod, WakeUpPeriod);
        var now = services.Time.GetUtcNow().UtcDateTime;
        _trace = ExperimentTrace.Begin(spec, services.Time);
        await Write(_ => new ExperimentRecord { Spec = spec, State = ExperimentState.Running, Started = now, Changed = now, Trace = _trace?.Stored }, ForCallers);
        Go();
        Changed();
        return Now;
    }

    private async Task Halt(ExperimentWish wish, ExperimentState end)
    {
        if (record.State.Wish == ExperimentWish.Delete)
        {
            return;
        }

        using (await Alone(CancellationToken.None))
        {
            if (record.State.State is not (ExperimentState.Running or ExperimentState.Paused) || record.State.Wish == ExperimentWish.Delete)
            {
                return;
            }

            if (_stop is null)
            {
                await Write(state => state with { State = end, Wish = ExperimentWish.None }, ForCallers);
                Changed();
                return;
            }

            await Write(state => state with { Wish = wish }, ForCallers);
        }

        if (_stop is { } stop)
        {
            await stop.CancelAsync();
            await (_journey?.StopWork() ?? Task.CompletedTask);
        }
    }

    // The way takes long: calls (status, watch, cancel) are answered in between its turns, and it is part of no call, nor of a timer's tick, for an activation is
    // not ended while one of those goes on. The first tick has it start without the context of whoever asked for it; the others say that the activation is in use.
    private void Go()
    {
        var stop = _stop = new CancellationTokenSource();
        _tracker = new StageTracker(services.Time);
        var began = false;
        _pulse = this.RegisterGrainTimer(
            () =>
            {
                if (!began)
                {
                    began = true;
                    _way = GoAllTheWay(stop);
                }

                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(TimeSpan.Zero, PulsePeriod) { Interleave = true, KeepAlive = true });
    }

    private async Task GoAllTheWay(CancellationTokenSource stop)
    {
        _trace ??= record.State.Spec is { } spec ? ExperimentTrace.Continue(record.State.Trace, spec, services.Time) : null;
        _trace?.Enter();
        try
        {
            var (state, failure) = record.State.Wish == ExperimentWish.None ? await Travel(stop.Token) : (ExperimentState.Cancelled, null);
            if (!_leaves)
            {
                await Finish(stop, state, failure);
            }
        }
        catch (Exception failure)
        {
            // The end could not be written. Another activation finds the work finished, and tries again.
            WorkLog.EndNotWritten(services.Logger, failure, Name);
            _trouble = failure.Message;
            DeactivateOnIdle();
        }
        finally
        {
            HasEnded(stop);
            stop.Dispose();
            Changed();
        }
    }

    // By then another way may have begun.
    private void HasEnded(CancellationTokenSource stop)
    {
        if (_stop == stop)
        {
            (_stop, _journey) = (null, null);
            _pulse?.Dispose();
        }
    }

    private async Task<(ExperimentState State, string? Failure)> Travel(CancellationToken stop)
    {
        try
        {
            for (var round = 1; ; round++)
            {
                try
                {
                    _journey = new Journey(record.State.Spec!, services, GrainFactory, _tracker, _trace, Changed);
                    await _journey.Go(stop);
                    return (ExperimentState.Completed, null);
                }
                catch (InputLostException lost) when (round < MostRounds)
                {
                    WorkLog.GoesAgain(services.Logger, Name, lost.Message);
                }
            }
        }
        catch (InputLostException lost)
        {
            return (ExperimentState.Failed, $"Files that earlier stages had made disappear again and again: {lost.Message}");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (ExperimentState.Cancelled, null);
        }
        catch (WorkFailedException failure)
        {
            return (ExperimentState.Failed, failure.Message);
        }
    }

    private async Task Finish(CancellationTokenSource stop, ExperimentState state, string? failure)
    {
        if (record.State.Wish == ExperimentWish.Delete)
        {
            // Not alone: it may take long, and until it is done everybody else is refused.
            await Erase();
        }

        using (await Alone(CancellationToken.None))
        {
            switch (record.State.Wish)
            {
                case ExperimentWish.Delete:
                    // Asked for while the end was on its way.
                    await Erase();
                    break;
                case ExperimentWish.Pause when state == ExperimentState.Cancelled:
                    await Write(before => before with { State = ExperimentState.Paused, Wish = ExperimentWish.None }, ForItself);
                    break;
                case var _ when record.State.Spec is null:
                    break;
                default:
                    await Write(before => before with { State = state, Failure = failure, Wish = ExperimentWish.None }, ForItself);
                    break;
            }

            _trace?.End(record.State.State, record.State.Failure);
            _trace = null;

            // The end is announced when the next start would be a start again, and not before.
            HasEnded(stop);
        }

        Changed();
        using (await Alone(CancellationToken.None))
        {
            // Unless it was started again, which needs the reminder.
            if (_stop is null && await this.GetReminder(WakeUp) is { } reminder)
            {
                await this.UnregisterReminder(reminder);
            }
        }
    }

    private async Task Erase()
    {
        var folder = record.State.Spec!.Folder;
        await services.Pool.Run(
            () =>
            {
                services.Store.Delete(folder, Journey.Unlisted);
                return Task.FromResult(true);
            },
            CancellationToken.None);
        await GrainFactory.GetGrain<IExperimentDirectoryGrain>(0).Remove(Name);
        await record.ClearStateAsync();
        _tracker = new StageTracker(services.Time);
    }

    private void Changed()
    {
        _version++;
        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }
}
