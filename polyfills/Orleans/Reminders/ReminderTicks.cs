using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>The ticks of one reminder: at its first time and then every period; a tick that finds the one before still running is left out.</summary>
internal sealed class ReminderTicks : IDisposable
{
    private readonly ReminderEntry entry;
    private readonly IRemindable grain;
    private readonly IWorkItemScheduler scheduler;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly ITimer timer;
    private bool isRunning;
    private bool isDisposed;

    public ReminderTicks(ReminderEntry entry, IRemindable grain, IWorkItemScheduler scheduler, TimeProvider clock, ILogger logger)
    {
        this.entry = entry;
        this.grain = grain;
        this.scheduler = scheduler;
        this.clock = clock;
        this.logger = logger;
        timer = clock.CreateTimer(static self => ((ReminderTicks)self!).Due(), this, TimeToNext(), entry.Period);
    }

    public string ETag => entry.ETag;

    public void Dispose()
    {
        isDisposed = true;
        timer.Dispose();
    }

    // A reminder that was due while nobody ticked keeps to its times.
    private TimeSpan TimeToNext()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (now <= entry.StartAt)
        {
            return entry.StartAt - now;
        }

        var late = (now - entry.StartAt).Ticks % entry.Period.Ticks;
        return late == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(entry.Period.Ticks - late);
    }

    private void Due() => scheduler.QueueAction(() => _ = Tick());

    private async Task Tick()
    {
        if (isRunning || isDisposed)
        {
            return;
        }

        isRunning = true;
        try
        {
            await grain.ReceiveReminder(entry.ReminderName, new(entry.StartAt, entry.Period, clock.GetUtcNow().UtcDateTime));
        }
        catch (Exception failure)
        {
            ReminderLog.TickFailed(logger, failure, entry.ReminderName, entry.GrainId);
        }
        finally
        {
            isRunning = false;
        }
    }
}
