using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>Keeps the reminders of a cluster in memory, in one grain.</summary>
[GrainInterfaceType("sys.reminder-table")]
internal interface IReminderTableGrain : IGrainWithIntegerKey
{
    /// <inheritdoc cref="IReminderTable.ReadRows(GrainId)"/>
    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>All reminders.</summary>
    Task<ReminderTableData> ReadAll();

    /// <inheritdoc cref="IReminderTable.ReadRow"/>
    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <inheritdoc cref="IReminderTable.UpsertRow"/>
    Task<string> UpsertRow(ReminderEntry entry);

    /// <inheritdoc cref="IReminderTable.RemoveRow"/>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    /// <inheritdoc cref="IReminderTable.TestOnlyClearTable"/>
    Task Clear();
}

/// <inheritdoc cref="IReminderTableGrain"/>
[GrainType("sys.reminder-table"), KeepAlive]
internal sealed class ReminderTableGrain : Grain, IReminderTableGrain
{
    private readonly Dictionary<(GrainId Grain, string Name), ReminderEntry> rows = [];
    private long lastVersion;

    public Task<ReminderTableData> ReadRows(GrainId grainId) =>
        Task.FromResult(new ReminderTableData(rows.Values.Where(row => row.GrainId == grainId)));

    public Task<ReminderTableData> ReadAll() => Task.FromResult(new ReminderTableData(rows.Values));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        Task.FromResult(rows.GetValueOrDefault((grainId, reminderName)));

    public Task<string> UpsertRow(ReminderEntry entry)
    {
        entry.ETag = $"{++lastVersion:x}";
        rows[(entry.GrainId, entry.ReminderName)] = entry;
        return Task.FromResult(entry.ETag);
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => Task.FromResult(
        rows.TryGetValue((grainId, reminderName), out var row) && row.ETag == eTag && rows.Remove((grainId, reminderName)));

    public Task Clear()
    {
        rows.Clear();
        return Task.CompletedTask;
    }
}
