using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>Keeps reminders in a grain of the cluster; they are lost with the silo that holds it.</summary>
internal sealed class InMemoryReminderTable(IGrainFactory grains) : IReminderTable
{
    private IReminderTableGrain Table => grains.GetGrain<IReminderTableGrain>(0);

    public Task<ReminderTableData> ReadRows(GrainId grainId) => Table.ReadRows(grainId);

    public async Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        var all = await Table.ReadAll();
        return new(all.Reminders.Where(row => IsIn(row.GrainId.GetUniformHashCode(), begin, end)));
    }

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => Table.ReadRow(grainId, reminderName);

    public Task<string> UpsertRow(ReminderEntry entry) => Table.UpsertRow(entry);

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => Table.RemoveRow(grainId, reminderName, eTag);

    public Task TestOnlyClearTable() => Table.Clear();

    private static bool IsIn(uint hash, uint begin, uint end) =>
        begin < end ? hash > begin && hash <= end : begin == end || hash > begin || hash <= end;
}
