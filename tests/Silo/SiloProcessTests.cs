using System.Net;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Orleans.Runtime;
using Xunit;

namespace ReAgent.Silo.Tests;

public sealed class SiloProcessTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_silo_tells_its_health_and_stops_in_good_order_on_SIGTERM()
    {
        await using var silo = SiloRun.Start(_folder.At("data"));
        await silo.Says("takes work");

        Assert.Equal(HttpStatusCode.OK, (await silo.Health("live")).Code);
        Assert.Equal(HttpStatusCode.OK, (await silo.Health("startup")).Code);
        var (code, body) = await silo.Health("ready");
        Assert.Equal((HttpStatusCode.OK, "good"), (code, body.GetProperty("status").GetString()));
        Assert.Equal(
            ["place", "silo", "accepting", "data-root"], body.GetProperty("checks").EnumerateObject().Select(check => check.Name));
        silo.Signal(PosixSignal.SIGTERM);

        Assert.Equal(0, await silo.End());
        Assert.Contains("has stopped in good order", silo.Output);
        Assert.Contains("[2200] SIGTERM", silo.Output);
    }

    [Fact]
    public async Task Wrong_settings_end_with_code_2_and_all_that_is_wrong()
    {
        await using var silo = SiloRun.Start(_folder.At("data"), "--workers", "none", "--listen-any");

        Assert.Equal(2, await silo.End());
        Assert.Contains("--workers is 'none'", silo.Output);
        Assert.Contains("needs TLS", silo.Output);
    }

    [Fact]
    public async Task A_database_that_cannot_be_opened_ends_with_code_1_and_no_password()
    {
        // A folder stands where the database should be.
        Directory.CreateDirectory(_folder.At("folder.db"));
        await using var silo = SiloRun.Start(
            _folder.At("data"), "--database-kind", "sqlite", "--database", $"Data Source={_folder.At("folder.db")};Password=geheim", "--log-format", "json");

        Assert.Equal(1, await silo.End());
        Assert.Contains("\"EventId\":2205", silo.Output);
        Assert.DoesNotContain("geheim", silo.Output);
    }

    [Fact]
    public async Task A_silo_of_a_database_is_dead_in_its_table_after_SIGTERM()
    {
        var database = $"Data Source={_folder.At("cluster/c.db")}";
        await using var silo = SiloRun.Start(
            _folder.At("data"), "--database-kind", "sqlite", "--database", database, "--drain-seconds", "20", "--log-format", "json");
        await silo.Says("\"EventId\":2206");
        var (code, body) = await silo.Health("ready");
        Assert.Equal(HttpStatusCode.OK, code);
        Assert.Equal("good", body.GetProperty("checks").GetProperty("database").GetProperty("status").GetString());
        Assert.Equal([(long)SiloStatus.Active], StatusesIn(database));

        silo.Signal(PosixSignal.SIGTERM);

        Assert.Equal(0, await silo.End());
        Assert.Equal([(long)SiloStatus.Dead], StatusesIn(database));
    }

    [Theory]
    [InlineData(PosixSignal.SIGTERM, 143)]
    [InlineData(PosixSignal.SIGINT, 130)]
    public async Task A_second_signal_ends_at_once_a_silo_that_cannot_finish_stopping(PosixSignal second, int exitCode)
    {
        var database = $"Data Source={_folder.At("cluster/c.db")}";
        await using var silo = SiloRun.Start(
            _folder.At("data"), "--database-kind", "sqlite", "--database", database, "--drain-seconds", "600", "--lease-seconds", "120");
        await silo.Says("takes work");

        // Nobody can leave a table in which somebody else is writing.
        using var connection = new SqliteConnection(database + ";Pooling=False");
        connection.Open();
        using var writing = connection.BeginTransaction(System.Data.IsolationLevel.Serializable);
        silo.Signal(PosixSignal.SIGTERM);
        await silo.Says("[2200] SIGTERM");
        silo.Signal(second);

        Assert.Equal(exitCode, await silo.End());
        Assert.Contains($"[2201] {second} again", silo.Output);
        Assert.DoesNotContain("has stopped in good order", silo.Output);
    }

    private static long[] StatusesIn(string database)
    {
        using var connection = new SqliteConnection(database + ";Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Status FROM OrleansMembershipTable";
        using var rows = command.ExecuteReader();
        var statuses = new List<long>();
        while (rows.Read())
        {
            statuses.Add(rows.GetInt64(0));
        }

        return [.. statuses];
    }
}
