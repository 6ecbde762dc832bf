namespace Orleans;

/// <summary>Where reminders are kept.</summary>
public interface IReminderTable
{
    /// <summary>Gets ready.</summary>
    Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Ends.</summary>
    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>All reminders of a grain.</summary>
    Task<ReminderTableData> ReadRows(Runtime.GrainId grainId);

    /// <summary>All reminders of grains whose uniform hash is in (begin, end]; all when both are equal.</summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    /// <summary>A reminder; null when there is none.</summary>
    Task<ReminderEntry?> ReadRow(Runtime.GrainId grainId, string reminderName);

    /// <summary>Adds or replaces a reminder.</summary>
    /// <returns>Its new version.</returns>
    Task<string> UpsertRow(ReminderEntry entry);

    /// <summary>Removes a reminder of a version; false when that version is not there.</summary>
    Task<bool> RemoveRow(Runtime.GrainId grainId, string reminderName, string eTag);

    /// <summary>Removes all reminders.</summary>
    Task TestOnlyClearTable();
}
