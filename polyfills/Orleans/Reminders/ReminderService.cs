using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>
/// Ticks the reminders of the grains that belong to this silo: of the active silos, the one whose hash together with the grain's is highest.
/// When silos come or go the table is read again, and reminders change hands.
/// </summary>
internal sealed class ReminderService : IReminderTicker, ISiloStatusListener, ILifecycleParticipant<ISiloLifecycle>
{
    private const string Name = "reminders";
    private readonly IReminderTable table;
    private readonly ClusterMembership membership;
    private readonly GrainReferenceRuntime references;
    private readonly IGrainFactory grains;
    private readonly SystemTargets systemTargets;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly ReminderOptions options;
    private readonly SystemTarget context;
    private readonly Dictionary<(GrainId Grain, string Name), ReminderTicks> ticking = [];
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(1);
    private ITimer? refreshTimer;
    private bool isStopped;

    public ReminderService(
        IReminderTable table,
        ClusterMembership membership,
        GrainReferenceRuntime references,
        IGrainFactory grains,
        SystemTargets systemTargets,
        SystemTargetServices services,
        IOptions<ReminderOptions> options,
        TimeProvider clock,
        ILogger<ReminderService> logger)
    {
        this.table = table;
        this.membership = membership;
        this.references = references;
        this.grains = grains;
        this.systemTargets = systemTargets;
        this.clock = clock;
        this.logger = logger;
        this.options = options.Value;
        context = new(Name, this, services);
    }

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe<ReminderService>(ServiceLifecycleStage.Active, Start, Stop);

    /// <summary>The silo that ticks for a grain.</summary>
    public IReminderTicker OwnerOf(GrainId grainId) =>
        (IReminderTicker)(object)references.New(SystemTargets.IdOf(Name, HomeOf(grainId)), typeof(IReminderTicker));

    public Task Set(ReminderEntry entry)
    {
        if (!isStopped)
        {
            Begin(entry);
        }

        return Task.CompletedTask;
    }

    public Task Remove(GrainId grainId, string reminderName)
    {
        End((grainId, reminderName));
        return Task.CompletedTask;
    }

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status is SiloStatus.Active or SiloStatus.Dead or SiloStatus.ShuttingDown)
        {
            QueueRefresh();
        }
    }

    private SiloAddress HomeOf(GrainId grainId)
    {
        var hash = grainId.GetUniformHashCode();
        var active = membership.GetActiveSilos();
        return active.IsEmpty
            ? membership.SiloAddress
            : active.MaxBy(silo => (StableHash.Combine(hash, (uint)silo.GetConsistentHashCode()), silo))!;
    }

    private async Task Start(CancellationToken cancellationToken)
    {
        systemTargets.Add(context);
        await table.StartAsync(cancellationToken);
        membership.SubscribeToSiloStatusEvents(this);
        refreshTimer = clock.CreateTimer(
            static self => ((ReminderService)self!).QueueRefresh(), this, options.RefreshReminderListPeriod, options.RefreshReminderListPeriod);
        QueueRefresh();
    }

    private async Task Stop(CancellationToken cancellationToken)
    {
        membership.UnSubscribeFromSiloStatusEvents(this);
        if (refreshTimer is not null)
        {
            await refreshTimer.DisposeAsync();
        }

        context.Scheduler.QueueAction(() =>
        {
            isStopped = true;
            foreach (var key in ticking.Keys.ToArray())
            {
                End(key);
            }
        });
        await table.StopAsync(cancellationToken);
    }

    private void QueueRefresh() => context.Scheduler.QueueAction(() => _ = Refresh());

    private async Task Refresh()
    {
        try
        {
            var rows = (await table.ReadRows(0, 0)).Reminders.Where(row => HomeOf(row.GrainId) == membership.SiloAddress).ToList();
            if (isStopped)
            {
                return;
            }

            var kept = rows.Select(row => (row.GrainId, row.ReminderName)).ToHashSet();
            foreach (var key in ticking.Keys.Where(key => !kept.Contains(key)).ToArray())
            {
                End(key);
            }

            foreach (var row in rows.Where(row => !ticking.TryGetValue((row.GrainId, row.ReminderName), out var present) || present.ETag != row.ETag))
            {
                Begin(row);
            }
        }
        catch (Exception failure)
        {
            ReminderLog.RefreshFailed(logger, failure);

            // The times of reminders do not wait for the next regular reading.
            refreshTimer?.Change(RetryPeriod, options.RefreshReminderListPeriod);
        }
    }

    private void Begin(ReminderEntry entry)
    {
        var key = (entry.GrainId, entry.ReminderName);
        End(key);
        ticking[key] = new(entry, grains.GetGrain<IRemindable>(entry.GrainId), context.Scheduler, clock, logger);
    }

    private void End((GrainId Grain, string Name) key)
    {
        if (ticking.Remove(key, out var ended))
        {
            ended.Dispose();
        }
    }
}
