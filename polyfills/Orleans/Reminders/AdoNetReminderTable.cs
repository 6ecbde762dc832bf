using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Reminders;

/// <summary>Keeps reminders in the table <c>OrleansRemindersTable</c> of a database.</summary>
internal sealed class AdoNetReminderTable(
    IOptions<AdoNetReminderTableOptions> options, IOptions<ClusterOptions> cluster, TimeProvider clock) : IReminderTable, IAsyncDisposable
{
    private readonly AdoNetDatabase database = new(
        "the reminder service",
        options.Value.Invariant,
        options.Value.ConnectionString,
        options.Value.DataSource,
        [
            "UpsertReminderRowKey", "ReadReminderRowsKey", "ReadReminderRowKey", "ReadRangeRows1Key", "ReadRangeRows2Key", "DeleteReminderRowKey",
            "DeleteReminderRowsKey",
        ],
        clock);

    public Task StartAsync(CancellationToken cancellationToken = default) => database.Start(cancellationToken);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    public async Task<ReminderTableData> ReadRows(GrainId grainId) =>
        new(await database.Read("ReadReminderRowsKey", command => AddGrain(command, grainId), Entry));

    public async Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        // Hashes are signed in the table; of a range that holds all, or runs past the largest number, the second statement reads both ends.
        var (from, to) = ((int)begin, (int)end);
        return new(await database.Read(
            from < to ? "ReadRangeRows1Key" : "ReadRangeRows2Key",
            command =>
            {
                AddService(command);
                command.Add("BeginHash", from);
                command.Add("EndHash", to);
            },
            Entry));
    }

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        var rows = await database.Read("ReadReminderRowKey", command => AddReminder(command, grainId, reminderName), Entry);
        return rows.Count == 0 ? null : rows[0];
    }

    public async Task<string> UpsertRow(ReminderEntry entry)
    {
        var versions = await database.Change(
            "UpsertReminderRowKey",
            command =>
            {
                AddReminder(command, entry.GrainId, entry.ReminderName);
                command.Add("StartTime", entry.StartAt);
                command.Add("Period", (long)entry.Period.TotalMilliseconds);
                command.Add("GrainHash", (int)entry.GrainId.GetUniformHashCode());
            },
            static row => row.GetInt32(0));
        return versions[0].ToString(CultureInfo.InvariantCulture);
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        int.TryParse(eTag, CultureInfo.InvariantCulture, out var version)
        && await database.TryChange("DeleteReminderRowKey", command =>
        {
            AddReminder(command, grainId, reminderName);
            command.Add("Version", version);
        });

    public async Task TestOnlyClearTable() => await database.Change("DeleteReminderRowsKey", AddService, static _ => 0);

    private static ReminderEntry Entry(DbDataReader row) => new()
    {
        GrainId = GrainId.Parse(row.Text("GrainId")),
        ReminderName = row.Text("ReminderName"),
        StartAt = row.Utc("StartTime"),
        Period = TimeSpan.FromMilliseconds(row.GetInt64(row.GetOrdinal("Period"))),
        ETag = row.Number("Version").ToString(CultureInfo.InvariantCulture),
    };

    private void AddService(DbCommand command) => command.Add("ServiceId", cluster.Value.ServiceId);

    private void AddGrain(DbCommand command, GrainId grainId)
    {
        AddService(command);
        command.Add("GrainId", grainId.ToString());
    }

    private void AddReminder(DbCommand command, GrainId grainId, string reminderName)
    {
        AddGrain(command, grainId);
        command.Add("ReminderName", reminderName);
    }
}
