using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Xunit;

namespace ReAgent.Cluster.Tests;

/// <summary>The operator's commands against real silos on this machine.</summary>
public sealed class ClusterCommandTests : IDisposable
{
    private const string Config = "samples/cartpole_offline_dqn.yaml";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Workplace _place = new();

    [Fact]
    public async Task A_cluster_goes_up_runs_an_experiment_and_goes_down()
    {
        var up = await _place.Run("cluster", "up", "--silos", "2", "--detach", "--json", "--", "--lease-seconds", "5");
        Assert.True(up.ExitCode == 0, up.ToString());
        Assert.Equal(["up", "up", "ready"], up.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("event").GetString()));

        var again = await _place.Run("cluster", "up");
        Assert.True(again.ExitCode == 1 && again.Errors.Contains("a cluster runs in", StringComparison.Ordinal), again.ToString());

        var run = await _place.Run("collect", Workplace.Fixture(Config), "--json", "--set", "num_train_transitions=2000");
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("\"place\":\"cluster 127.0.0.1:", run.Output, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(_place.Folder, "outputs/cartpole_offline_dqn")));

        var status = await _place.Run("cluster", "status", "--json");
        Assert.Equal(["silo-1 active", "silo-2 active"], status.Result.GetProperty("silos").EnumerateArray().Select(silo => $"{silo.GetProperty("name").GetString()} {silo.GetProperty("status").GetString()}"));
        Assert.All(status.Result.GetProperty("silos").EnumerateArray(), silo => Assert.InRange(silo.GetProperty("lease_age_seconds").GetDouble(), 0, 6));
        Assert.All(status.Result.GetProperty("silos").EnumerateArray(), silo => Assert.True(silo.GetProperty("uptime_seconds").GetDouble() > silo.GetProperty("lease_age_seconds").GetDouble()));

        var list = await _place.Run("experiments", "list", "--json");
        Assert.Equal("completed", Assert.Single(list.Result.GetProperty("experiments").EnumerateArray()).GetProperty("state").GetString());

        var logs = await _place.Run("logs", "--experiment", "cartpole_offline_dqn");
        Assert.Contains("Collect", logs.Output, StringComparison.Ordinal);

        var delete = await _place.Run("experiments", "delete", "cartpole_offline_dqn", "--yes");
        Assert.True(delete.ExitCode == 0, delete.ToString());
        Assert.Empty((await _place.Run("experiments", "list", "--json")).Result.GetProperty("experiments").EnumerateArray());
        Assert.False(Directory.Exists(Path.Combine(_place.Folder, "outputs/cartpole_offline_dqn")));

        var down = await _place.Run("cluster", "down");
        Assert.True(down.ExitCode == 0, down.ToString());
        Assert.False(File.Exists(Path.Combine(_place.Folder, ".cluster/gateways")));
        Assert.Equal(2, (await _place.Run("cluster", "status")).ExitCode);
    }

    [Fact]
    public async Task Logs_are_followed_through_restarts_and_new_logs_until_Ctrl_C()
    {
        var up = await _place.Run("cluster", "up", "--silos", "1", "--detach", "--json");
        Assert.True(up.ExitCode == 0, up.ToString());
        using var logs = _place.Start("logs", "--follow", "--json");
        var errors = logs.StandardError.ReadToEndAsync();
        await Follow(logs, ("silo-1", "takes work"));

        using (var silo = Process.GetProcessById(JsonDocument.Parse(up.Output.Split('\n')[0]).RootElement.GetProperty("process").GetInt32()))
        {
            silo.Kill();
        }

        await Follow(logs, ("silo-1", "takes work"));
        Assert.Equal(0, (await _place.Run("cluster", "down")).ExitCode);
        await Follow(logs, ("silo-1", "has stopped in good order"));
        up = await _place.Run("cluster", "up", "--silos", "2", "--detach", "--json");
        Assert.True(up.ExitCode == 0, up.ToString());
        await Follow(logs, ("silo-1", "takes work"), ("silo-2", "takes work"));

        using (var interrupt = Process.Start("kill", ["-INT", $"{logs.Id}"]))
        {
            await interrupt.WaitForExitAsync().WaitAsync(Patience);
        }

        await logs.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal((0, ""), (logs.ExitCode, await errors));
    }

    [Fact]
    public async Task No_silo_outlives_the_process_that_watches_over_it()
    {
        var up = await _place.Run("cluster", "up", "--silos", "1", "--detach", "--json");
        Assert.True(up.ExitCode == 0, up.ToString());
        using var silo = Process.GetProcessById(JsonDocument.Parse(up.Output.Split('\n')[0]).RootElement.GetProperty("process").GetInt32());
        using (var supervisor = Process.GetProcessById(Holder()))
        {
            supervisor.Kill();
        }

        await silo.WaitForExitAsync().WaitAsync(Patience);
        Assert.True(silo.HasExited);
    }

    public void Dispose()
    {
        // A test that failed half-way leaves its silos; they end with the process that watches over them.
        if (File.Exists(Path.Combine(_place.Folder, ".cluster/gateways")))
        {
            try
            {
                using var supervisor = Process.GetProcessById(Holder());
                supervisor.Kill();
            }
            catch (ArgumentException)
            {
                // It has ended by itself.
            }
        }

        _place.Dispose();
    }

    /// <summary>Reads on until each of the silos has said its words.</summary>
    private static async Task Follow(Process logs, params (string Silo, string Words)[] wanted)
    {
        var missing = wanted.ToHashSet();
        while (missing.Count > 0)
        {
            var line = await logs.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new InvalidOperationException($"The logs have ended before {string.Join(", ", missing)}.");
            using var json = JsonDocument.Parse(line);
            missing.RemoveWhere(one => json.RootElement.GetProperty("silo").GetString() == one.Silo && line.Contains(one.Words, StringComparison.Ordinal));
        }
    }

    private int Holder() => int.Parse(File.ReadAllText(Path.Combine(_place.Folder, ".cluster/lock.owner")), CultureInfo.InvariantCulture);
}
