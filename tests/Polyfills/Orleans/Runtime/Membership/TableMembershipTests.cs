using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Orleans.Reminders;
using Orleans.Runtime;
using ReAgent.Polyfills.Orleans.Tests.Connections;
using ReAgent.Polyfills.Orleans.Tests.Databases;
using ReAgent.Silo.Database;
using Xunit;

namespace ReAgent.Polyfills.Orleans.Tests.Runtime.Membership;

public interface IWhereGrain : IGrainWithIntegerKey
{
    Task<string> Where();
}

public sealed class WhereGrain(ILocalSiloDetails silo) : Grain, IWhereGrain
{
    public Task<string> Where() => Task.FromResult(silo.SiloAddress.ToParsableString());
}

/// <summary>Silos that share a table in memory.</summary>
public class TableMembershipTests
{
    [Fact]
    public async Task A_silo_that_cannot_renew_stops_before_another_takes_its_grains()
    {
        var table = new FaultyTable();
        // Long enough that a busy machine sees the silo stop before the lease ends for the others.
        await using var cluster = new TableCluster(static _ => { }) { Lease = TimeSpan.FromSeconds(6) };
        var (first, firstLine) = await Start(cluster, table);
        var (second, _) = await Start(cluster, table);
        var placed = await Place(first);
        Assert.Equal(2, placed.Values.Distinct().Count());

        var (death, seen) = (cluster.DeathOf(first), SiloStatus.None);
        cluster.AtDeath = () => seen = StatusOf(second, first);
        firstLine.IsCut = true;
        Assert.Contains("lease", await death.Soon());
        Assert.Equal(SiloStatus.Active, seen);
        await TableCluster.Sees(second, TableCluster.Address(first), SiloStatus.Dead);
        Assert.All((await Place(second)).Values, silo => Assert.Equal(TableCluster.Address(second).ToParsableString(), silo));
    }

    [Fact]
    public async Task A_silo_elsewhere_whose_endpoint_refuses_keeps_its_grains_until_its_lease_ends()
    {
        var table = new FaultyTable();
        await using var cluster = new TableCluster(static _ => { }) { IsRefusing = true, Lease = TimeSpan.FromSeconds(6) };
        var (first, firstLine) = await Start(cluster, table, static silo => silo.ConfigureEndpoints(IPAddress.Parse("127.0.0.2"), 21000, gatewayPort: 0));
        var (second, _) = await Start(cluster, table);
        Assert.NotEqual(TableCluster.Address(first).Endpoint.Address, TableCluster.Address(second).Endpoint.Address);

        var (death, seen) = (cluster.DeathOf(first), SiloStatus.None);
        cluster.AtDeath = () => seen = StatusOf(second, first);
        firstLine.IsCut = true;
        Assert.Contains("lease", await death.Soon());
        Assert.Equal(SiloStatus.Active, seen);
        await TableCluster.Sees(second, TableCluster.Address(first), SiloStatus.Dead);
    }

    [Fact]
    public async Task A_silo_at_the_same_address_at_whose_endpoint_nobody_listens_is_not_waited_for()
    {
        var table = new FaultyTable();
        var log = new LogRecorder();
        await using var cluster = new TableCluster(static _ => { }) { IsRefusing = true, Lease = TimeSpan.FromSeconds(4) };
        var (first, firstLine) = await Start(cluster, table);
        var (second, _) = await Start(cluster, table, silo => silo.ConfigureServices(services => services.AddLogging(logging => logging.AddProvider(log))));

        first.Services.GetRequiredService<global::Orleans.Runtime.Silo>().Vanish();
        firstLine.IsCut = true;
        await log.Tells("is declared dead", "nobody listens at its endpoint").Soon();
        await TableCluster.Sees(second, TableCluster.Address(first), SiloStatus.Dead);
    }

    [Fact]
    public async Task A_silo_that_is_declared_dead_stops()
    {
        var table = new FaultyTable();
        await using var cluster = new TableCluster(static _ => { });
        var (first, _) = await Start(cluster, table);
        var (second, _) = await Start(cluster, table);
        var death = cluster.DeathOf(first);
        Assert.True(await second.Services.GetRequiredService<IClusterMembershipService>().TryKill(TableCluster.Address(first)));
        Assert.Contains("dead", await death.Soon());
    }

    [Fact]
    public async Task When_nobody_reaches_the_table_everybody_goes_on()
    {
        var table = new FaultyTable();
        await using var cluster = new TableCluster(static _ => { }) { Lease = TimeSpan.FromSeconds(2) };
        var (first, _) = await Start(cluster, table);
        var (second, _) = await Start(cluster, table);
        table.IsDown = true;
        using (var outage = new PeriodicTimer(TimeSpan.FromSeconds(5)))
        {
            await outage.WaitForNextTickAsync();
        }

        Assert.False(cluster.DeathOf(first).IsCompleted);
        Assert.False(cluster.DeathOf(second).IsCompleted);
        Assert.Equal(40, (await Place(first)).Count);
        table.IsDown = false;
        var (third, _) = await Start(cluster, table);
        await TableCluster.Sees(first, TableCluster.Address(third), SiloStatus.Active);
        Assert.Equal(SiloStatus.Active, StatusOf(third, first));
        Assert.Equal(SiloStatus.Active, StatusOf(third, second));
    }

    [Fact]
    public async Task The_management_grain_tells_when_silos_started_and_last_renewed_their_leases()
    {
        var table = new FaultyTable();
        await using var cluster = new TableCluster(static _ => { });
        var before = TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(-1);
        var (first, firstLine) = await Start(cluster, table);
        var (second, _) = await Start(cluster, table);
        var joined = TimeProvider.System.GetUtcNow().UtcDateTime;

        var renewed = await Hosts(second, static hosts => hosts.All(host => host.IAmAliveTime > host.StartTime));
        Assert.All(renewed, host => Assert.InRange(host.StartTime, before, joined));
        Assert.All(renewed, host => Assert.Equal(DateTimeKind.Utc, host.IAmAliveTime.Kind));

        // One that is cut off is not seen any more, and its last sign of life stays when it is dead.
        firstLine.IsCut = true;
        var dead = await Hosts(second, hosts => Of(hosts, first).Status == SiloStatus.Dead);
        Assert.Equal(Of(renewed, first).StartTime, Of(dead, first).StartTime);
        Assert.True(Of(dead, second).IAmAliveTime - Of(dead, first).IAmAliveTime > cluster.Lease / 2);

        static MembershipEntry Of(MembershipEntry[] hosts, IHost silo) => hosts.Single(host => host.SiloAddress == TableCluster.Address(silo));
    }

    [Fact]
    public async Task A_silo_that_leaves_hands_its_grains_over()
    {
        var table = new FaultyTable();
        await using var cluster = new TableCluster(static _ => { });
        var (first, _) = await Start(cluster, table);
        var (second, _) = await Start(cluster, table);
        await Place(first);
        await first.StopAsync().Soon();
        await TableCluster.Sees(second, TableCluster.Address(first), SiloStatus.Dead);
        Assert.False(cluster.DeathOf(first).IsCompleted);
        Assert.All((await Place(second)).Values, silo => Assert.Equal(TableCluster.Address(second).ToParsableString(), silo));
    }

    [Fact]
    public async Task While_silos_come_and_go_each_grain_answers_from_one_place()
    {
        var table = new FaultyTable();
        await using var cluster = new TableCluster(static _ => { }) { Lease = TimeSpan.FromSeconds(5) };
        var hosts = new List<IHost> { (await Start(cluster, table)).Host };
        for (var round = 0; round < 4; round++)
        {
            hosts.Add((await Start(cluster, table)).Host);
            await AllSee(hosts, hosts[^1], SiloStatus.Active);
            var views = await Task.WhenAll(hosts.Select(Place));
            Assert.All(views, view => Assert.Equal(views[0], view));
            if (round % 2 == 1)
            {
                var leaving = hosts[0];
                await leaving.StopAsync().Soon();
                hosts.RemoveAt(0);
                await AllSee(hosts, leaving, SiloStatus.Dead);
                views = await Task.WhenAll(hosts.Select(Place));
                Assert.All(views, view => Assert.Equal(views[0], view));
            }
        }
    }

    [Fact]
    public async Task Many_silos_that_join_at_once_all_get_in()
    {
        var table = new FaultyTable();
        await using var cluster = new TableCluster(static _ => { }) { Lease = TimeSpan.FromSeconds(5) };
        var hosts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Start(cluster, table)));
        foreach (var (viewer, _) in hosts)
        {
            foreach (var (seen, _) in hosts)
            {
                await TableCluster.Sees(viewer, TableCluster.Address(seen), SiloStatus.Active);
            }
        }
    }

    // One activation per grain is promised while membership is stable: when all silos see the same.
    private static async Task AllSee(IEnumerable<IHost> hosts, IHost silo, SiloStatus status)
    {
        foreach (var host in hosts)
        {
            await TableCluster.Sees(host, TableCluster.Address(silo), status);
        }
    }

    internal static async Task<Dictionary<long, string>> Place(IHost host)
    {
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        var all = await Task.WhenAll(Enumerable.Range(0, 40).Select(async key => (Key: (long)key, Silo: await grains.GetGrain<IWhereGrain>(key).Where()))).Soon();
        return all.ToDictionary(pair => pair.Key, pair => pair.Silo);
    }

    private static SiloStatus StatusOf(IHost viewer, IHost silo) =>
        viewer.Services.GetRequiredService<ISiloStatusOracle>().GetApproximateSiloStatus(TableCluster.Address(silo));

    // Renewals change no version that one could wait for.
    private static async Task<MembershipEntry[]> Hosts(IHost viewer, Func<MembershipEntry[], bool> until)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var management = viewer.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        while (true)
        {
            var hosts = await management.GetDetailedHosts().Soon();
            if (until(hosts))
            {
                return hosts;
            }

            await looks.WaitForNextTickAsync(patience.Token);
        }
    }

    private static async Task<(IHost Host, FaultyTable.Line Line)> Start(TableCluster cluster, FaultyTable table, Action<ISiloBuilder>? configure = null)
    {
        var line = table.NewLine();
        var host = await cluster.Start(silo =>
        {
            silo.Services.Replace(ServiceDescriptor.Singleton<IMembershipTable>(line));
            silo.Services.AddSingleton<PlacementStrategy>(new RandomPlacement());
            configure?.Invoke(silo);
        });
        return (host, line);
    }
}

/// <summary>Silos that share tables of a database.</summary>
public abstract class DatabaseMembershipTests
{
    protected abstract string Invariant { get; }

    protected abstract string ConnectionString { get; }

    [Fact]
    public async Task A_silo_that_vanishes_is_noticed_in_time_and_its_grains_move()
    {
        await using var cluster = New();
        var first = await cluster.Start();
        var second = await cluster.Start();
        await TableCluster.Sees(first, TableCluster.Address(second), SiloStatus.Active);
        await TableMembershipTests.Place(first);
        var begin = Stopwatch.GetTimestamp();
        first.Services.GetRequiredService<global::Orleans.Runtime.Silo>().Vanish();
        await TableCluster.Sees(second, TableCluster.Address(first), SiloStatus.Dead);
        Assert.InRange(Stopwatch.GetElapsedTime(begin), cluster.Lease * 0.5, cluster.Lease * 3);
        Assert.All(
            (await TableMembershipTests.Place(second)).Values, silo => Assert.Equal(TableCluster.Address(second).ToParsableString(), silo));
    }

    [Fact]
    public async Task Changes_of_the_table_that_race_come_about_one_after_the_other()
    {
        var tables = Enumerable.Range(0, 4).Select(_ => NewTable()).ToList();
        foreach (var table in tables)
        {
            await table.Start(CancellationToken.None);
        }

        var won = await Task.WhenAll(tables.Select(async (table, number) =>
        {
            var count = 0;
            for (var silo = 0; silo < 10; silo++)
            {
                var row = new MembershipRow(
                    SiloAddress.FromParsableString($"127.0.0.1:{1000 + silo}@{number + 1}"), "silo", "host", SiloStatus.Joining, 0, DateTime.UnixEpoch, DateTime.UnixEpoch);
                while (!await table.TryInsert(row, (await table.Read(CancellationToken.None)).Version, CancellationToken.None))
                {
                }

                count++;
                var seen = await table.Read(CancellationToken.None);
                await table.TryUpdate(row with { Status = SiloStatus.Active }, seen.Version - 1, CancellationToken.None);
                count += await table.TryUpdate(row with { Status = SiloStatus.Active }, (await table.Read(CancellationToken.None)).Version, CancellationToken.None) ? 1 : 0;
            }

            return count;
        })).Soon();
        var end = await tables[0].Read(CancellationToken.None);
        Assert.Equal(won.Sum(), end.Version);
        Assert.Equal(40, end.Silos.Length);
        await tables[0].Renew(end.Silos[0].Address, DateTime.UnixEpoch.AddDays(1), CancellationToken.None);
        Assert.Equal(DateTime.UnixEpoch.AddDays(1), (await tables[1].Read(CancellationToken.None)).Find(end.Silos[0].Address)!.IAmAliveTime);
        foreach (var table in tables)
        {
            await table.DisposeAsync();
        }
    }

    [Fact]
    public async Task Clients_find_the_gateways_of_active_silos()
    {
        await using var table = NewTable();
        await table.Start(CancellationToken.None);
        foreach (var (port, status) in new[] { (1, SiloStatus.Active), (2, SiloStatus.Dead), (3, SiloStatus.Active) })
        {
            var row = new MembershipRow(
                SiloAddress.FromParsableString($"127.0.0.1:{port}@7"), "silo", "host", status, port == 3 ? 0 : 30000 + port, DateTime.UnixEpoch, DateTime.UnixEpoch);
            Assert.True(await table.TryInsert(row, (await table.Read(CancellationToken.None)).Version, CancellationToken.None));
        }

        await using var gateways = new AdoNetGatewayListProvider(
            Microsoft.Extensions.Options.Options.Create(new global::Orleans.Configuration.AdoNetClusteringClientOptions
            {
                Invariant = Invariant,
                ConnectionString = ConnectionString,
            }),
            Microsoft.Extensions.Options.Options.Create(new global::Orleans.Configuration.ClusterOptions { ClusterId = "raced" }),
            TimeProvider.System);
        await gateways.InitializeGatewayListProvider();
        Assert.Equal(new Uri("gwy.tcp://127.0.0.1:30001/7"), Assert.Single(await gateways.GetGateways()));
    }

    [Fact]
    public async Task Reminders_are_kept_with_versions_and_read_by_hash()
    {
        await using var table = new AdoNetReminderTable(
            Microsoft.Extensions.Options.Options.Create(new global::Orleans.Configuration.AdoNetReminderTableOptions
            {
                Invariant = Invariant,
                ConnectionString = ConnectionString,
            }),
            Microsoft.Extensions.Options.Options.Create(new global::Orleans.Configuration.ClusterOptions()),
            TimeProvider.System);
        await table.StartAsync();
        var start = new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var grains = Enumerable.Range(0, 20).Select(key => GrainId.Create("reminded", $"{key}")).ToList();
        foreach (var grain in grains)
        {
            await table.UpsertRow(new() { GrainId = grain, ReminderName = "tick", StartAt = start, Period = TimeSpan.FromDays(40) });
        }

        var entry = (await table.ReadRow(grains[0], "tick"))!;
        Assert.Equal((start, TimeSpan.FromDays(40)), (entry.StartAt, entry.Period));
        Assert.NotEqual(entry.ETag, await table.UpsertRow(entry));
        Assert.False(await table.RemoveRow(grains[0], "tick", entry.ETag));
        Assert.Equal(20, (await table.ReadRows(0, 0)).Reminders.Count);
        foreach (var (begin, end) in new[] { (0x10000000u, 0x60000000u), (0x60000000u, 0xa0000000u), (0xc0000000u, 0x40000000u), (0x90000000u, 0xf0000000u) })
        {
            var expected = grains.Where(grain => begin < end
                ? grain.GetUniformHashCode() > begin && grain.GetUniformHashCode() <= end
                : grain.GetUniformHashCode() > begin || grain.GetUniformHashCode() <= end);
            Assert.Equal(expected.Order(), (await table.ReadRows(begin, end)).Reminders.Select(row => row.GrainId).Order());
        }

        Assert.True(await table.RemoveRow(grains[0], "tick", (await table.ReadRow(grains[0], "tick"))!.ETag));
        Assert.Empty((await table.ReadRows(grains[0])).Reminders);
    }

    [Fact]
    public async Task A_database_without_tables_is_refused_with_what_to_do()
    {
        using var empty = new SqliteDatabase();
        await using var table = new AdoNetMembershipTable(
            Microsoft.Extensions.Options.Options.Create(new global::Orleans.Configuration.AdoNetClusteringSiloOptions
            {
                Invariant = ClusterDatabase.Sqlite,
                ConnectionString = empty.ConnectionString,
            }),
            Microsoft.Extensions.Options.Options.Create(new global::Orleans.Configuration.ClusterOptions()),
            TimeProvider.System);
        var failure = await Assert.ThrowsAsync<OrleansConfigurationException>(() => table.Start(CancellationToken.None));
        Assert.Contains("ClusterDatabase.Prepare", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Silos_that_prepare_the_database_at_once_do_not_disturb_each_other() => Task.WhenAll(
        Enumerable.Range(0, 4).Select(_ => ClusterDatabase.Prepare(Invariant, ConnectionString, CancellationToken.None))).Soon();

    private AdoNetMembershipTable NewTable() => new(
        Microsoft.Extensions.Options.Options.Create(new global::Orleans.Configuration.AdoNetClusteringSiloOptions
        {
            Invariant = Invariant,
            ConnectionString = ConnectionString,
        }),
        Microsoft.Extensions.Options.Options.Create(new global::Orleans.Configuration.ClusterOptions { ClusterId = "raced" }),
        TimeProvider.System);

    private protected TableCluster New() => new(silo => silo.UseAdoNetClustering(options =>
    {
        options.Invariant = Invariant;
        options.ConnectionString = ConnectionString;
    }));
}

public sealed class SqliteMembershipTests : DatabaseMembershipTests, IAsyncLifetime, IDisposable
{
    private readonly SqliteDatabase database = new();

    protected override string Invariant => ClusterDatabase.Sqlite;

    protected override string ConnectionString => database.ConnectionString;

    public Task InitializeAsync() => database.Prepare();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => database.Dispose();
}

[Collection(PostgreSqlServer.Collection)]
public sealed class PostgreSqlMembershipTests(PostgreSqlServer server) : DatabaseMembershipTests, IAsyncLifetime
{
    private string connectionString = "";

    [Fact]
    public async Task An_outage_of_the_database_of_several_leases_kills_nobody()
    {
        await using var cluster = New();
        var first = await cluster.Start();
        var second = await cluster.Start();
        await server.Stop();
        try
        {
            using var outage = new PeriodicTimer(cluster.Lease * 2.5);
            await outage.WaitForNextTickAsync();
        }
        finally
        {
            await server.Start();
        }

        var third = await cluster.Start();
        await TableCluster.Sees(first, TableCluster.Address(third), SiloStatus.Active);
        Assert.False(cluster.DeathOf(first).IsCompleted || cluster.DeathOf(second).IsCompleted);
        Assert.Equal(40, (await TableMembershipTests.Place(third)).Count);
    }

    protected override string Invariant => ClusterDatabase.PostgreSql;

    protected override string ConnectionString => connectionString;

    public async Task InitializeAsync() => connectionString = await server.NewDatabase();

    public Task DisposeAsync() => Task.CompletedTask;
}
