using System.Data.Common;
using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>The tables <c>OrleansMembershipVersionTable</c> and <c>OrleansMembershipTable</c> of a database.</summary>
internal sealed class AdoNetMembershipTable(
    IOptions<AdoNetClusteringSiloOptions> options, IOptions<ClusterOptions> cluster, TimeProvider clock) : IMembershipTable, IAsyncDisposable
{
    private readonly AdoNetDatabase database = new(
        "the cluster's membership",
        options.Value.Invariant,
        options.Value.ConnectionString,
        options.Value.DataSource,
        [
            "InsertMembershipVersionKey", "InsertMembershipKey", "UpdateMembershipKey", "UpdateIAmAlivetimeKey", "MembershipReadAllKey",
            "CleanupDefunctSiloEntriesKey",
        ],
        clock);

    public async Task Start(CancellationToken cancellationToken)
    {
        await database.Start(cancellationToken);
        await database.TryChange("InsertMembershipVersionKey", AddCluster, cancellationToken);
    }

    public async Task<MembershipRows> Read(CancellationToken cancellationToken)
    {
        var rows = await database.Read("MembershipReadAllKey", AddCluster, static row => (Version: row.Number("Version"), Row: Row(row)), cancellationToken);

        // A cluster without silos has one row, which has a version only.
        return new(rows.Count == 0 ? 0 : rows[0].Version, [.. rows.Select(row => row.Row).OfType<MembershipRow>()]);
    }

    public Task<bool> TryInsert(MembershipRow row, int version, CancellationToken cancellationToken) => database.TryChange(
        "InsertMembershipKey",
        command =>
        {
            AddSilo(command, row.Address);
            command.Add("SiloName", row.Name);
            command.Add("HostName", row.HostName);
            command.Add("Status", (int)row.Status);
            command.Add("ProxyPort", row.GatewayPort);
            command.Add("StartTime", row.StartTime);
            command.Add("IAmAliveTime", row.IAmAliveTime);
            command.Add("Version", version);
        },
        cancellationToken);

    public Task<bool> TryUpdate(MembershipRow row, int version, CancellationToken cancellationToken) => database.TryChange(
        "UpdateMembershipKey",
        command =>
        {
            AddSilo(command, row.Address);
            command.Add("Status", (int)row.Status);
            command.Add("SuspectTimes", (string?)null);
            command.Add("IAmAliveTime", row.IAmAliveTime);
            command.Add("Version", version);
        },
        cancellationToken);

    public Task Renew(SiloAddress silo, DateTime time, CancellationToken cancellationToken) => database.Change(
        "UpdateIAmAlivetimeKey",
        command =>
        {
            AddSilo(command, silo);
            command.Add("IAmAliveTime", time);
        },
        static _ => 0,
        cancellationToken);

    public Task RemoveDefunct(DateTime before, CancellationToken cancellationToken) => database.Change(
        "CleanupDefunctSiloEntriesKey",
        command =>
        {
            AddCluster(command);
            command.Add("IAmAliveTime", before);
        },
        static _ => 0,
        cancellationToken);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static MembershipRow? Row(DbDataReader row) => row.IsDBNull(row.GetOrdinal("StartTime"))
        ? null
        : new(
            SiloAddress.New(IPAddress.Parse(row.Text("Address")), row.Number("Port"), row.Number("Generation")),
            row.Text("SiloName"),
            row.Text("HostName"),
            (SiloStatus)row.Number("Status"),
            row.NumberOrNull("ProxyPort") ?? 0,
            row.Utc("StartTime"),
            row.Utc("IAmAliveTime"));

    private void AddCluster(DbCommand command) => command.Add("DeploymentId", cluster.Value.ClusterId);

    private void AddSilo(DbCommand command, SiloAddress silo)
    {
        AddCluster(command);
        command.Add("Address", silo.Endpoint.Address.ToString());
        command.Add("Port", silo.Endpoint.Port);
        command.Add("Generation", silo.Generation);
    }
}
