using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Reminders;

/// <summary>Registers reminders: in the table first, and then with the silo that ticks for the grain.</summary>
internal sealed class ReminderRegistry(
    IReminderTable table, ReminderService service, IOptions<ReminderOptions> options, TimeProvider clock) : IReminderRegistry
{
    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(dueTime), dueTime, "The time to the first tick must be zero or more.");
        }

        if (period < options.Value.MinimumReminderPeriod)
        {
            throw new ArgumentException(
                $"The period {period} of reminder '{reminderName}' is less than {options.Value.MinimumReminderPeriod}, the least that is configured. Use a timer for shorter periods.",
                nameof(period));
        }

        var entry = new ReminderEntry
        {
            GrainId = callingGrainId,
            ReminderName = reminderName,
            StartAt = clock.GetUtcNow().UtcDateTime + dueTime,
            Period = period,
        };
        entry.ETag = await table.UpsertRow(entry);
        await service.OwnerOf(callingGrainId).Set(entry);
        return new ReminderHandle(callingGrainId, reminderName, entry.ETag);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        if (reminder is not ReminderHandle handle || handle.GrainId != callingGrainId)
        {
            throw new ArgumentException($"The reminder is not one of grain {callingGrainId}.", nameof(reminder));
        }

        if (!await table.RemoveRow(handle.GrainId, handle.ReminderName, handle.ETag))
        {
            throw new ReminderException(
                $"Could not unregister reminder {handle.ReminderName} of grain {callingGrainId}: it was registered again since, or is gone. Get it again and retry.");
        }

        await service.OwnerOf(callingGrainId).Remove(handle.GrainId, handle.ReminderName);
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        await table.ReadRow(callingGrainId, reminderName) is { } row ? Handle(row) : null;

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) =>
        [.. (await table.ReadRows(callingGrainId)).Reminders.Select(Handle)];

    private static ReminderHandle Handle(ReminderEntry row) => new(row.GrainId, row.ReminderName, row.ETag);
}
