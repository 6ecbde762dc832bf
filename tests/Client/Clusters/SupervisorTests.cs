using System.Net;
using System.Net.Sockets;
using ReAgent.Client.Clusters.Local;
using ReAgent.Client.Tests.Experiments;
using Xunit;

namespace ReAgent.Client.Tests.Clusters;

public sealed class SupervisorTests : ISupervisorWatcher, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ManualTime _time = new();
    private readonly List<string> _heard = [];

    [Fact]
    public async Task Silos_are_started_and_stopped()
    {
        var launcher = new ScriptedLauncher();

        Assert.True(await Run(launcher, 3, _stop.Cancel));

        Assert.Equal(["silo-1", "silo-2", "silo-3"], launcher.Started.Order(StringComparer.Ordinal));
        Assert.Equal("silo-1", launcher.Started[0]);
        Assert.Equal(["silo-1 stopped 0", "silo-2 stopped 0", "silo-3 stopped 0"], _heard.Where(line => line.Contains("stopped", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_silo_that_ends_is_started_again_later_each_time()
    {
        var launcher = new ScriptedLauncher { Ends = [137, 137, 3, 1, 1, 1, 1] };

        Assert.True(await Run(launcher, 1, _stop.Cancel));

        Assert.Equal(["137 1", "137 2", "3 4", "1 8", "1 16", "1 30", "1 30"], _heard.Where(line => line.StartsWith("silo-1 ended ", StringComparison.Ordinal)).Select(line => line["silo-1 ended ".Length..]));
        Assert.Equal(8, launcher.Started.Count);
    }

    [Fact]
    public async Task A_silo_with_wrong_settings_is_not_started_again_and_the_others_are_stopped()
    {
        var launcher = new ScriptedLauncher { Ends = [2] };

        Assert.False(await Run(launcher, 2, () => throw new InvalidOperationException("It is not ready.")));

        Assert.Equal(["silo-1"], launcher.Started.Distinct());
        Assert.Contains("silo-1 ended 2 never", _heard);
    }

    [Fact]
    public void Ports_that_are_taken_are_passed_over()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var silos = ClusterPlan.Plan(5, null);
        int[] ports = [.. silos.SelectMany(silo => (int[])[silo.SiloPort, silo.GatewayPort, silo.HttpPort])];

        Assert.Equal(15, ports.Distinct().Count());
        Assert.DoesNotContain(port, ports);
        Assert.Equal(["silo-1", "silo-2", "silo-3", "silo-4", "silo-5"], silos.Select(silo => silo.Name));
    }

    [Fact]
    public void A_port_that_was_asked_for_and_is_taken_is_an_error()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var refusal = Assert.Throws<InvalidOperationException>(() => ClusterPlan.Plan(1, port));
        Assert.StartsWith($"Port {port} is taken by another process.", refusal.Message, StringComparison.Ordinal);
    }

    void ISupervisorWatcher.Up(SiloPlan silo, int processId) => Hear($"{silo.Name} up");

    void ISupervisorWatcher.Ended(SiloPlan silo, int exitCode, TimeSpan? startsAgainIn) => Hear($"{silo.Name} ended {exitCode} {startsAgainIn?.TotalSeconds.ToString() ?? "never"}");

    void ISupervisorWatcher.Stopped(SiloPlan silo, int exitCode) => Hear($"{silo.Name} stopped {exitCode}");

    public void Dispose() => _stop.Dispose();

    private void Hear(string line)
    {
        lock (_heard)
        {
            _heard.Add(line);
        }
    }

    private Task<bool> Run(ScriptedLauncher launcher, int silos, Action ready) =>
        new Supervisor(launcher, new ClusterPlan("test", [.. Enumerable.Range(1, silos).Select(index => new SiloPlan($"silo-{index}", index, 100 + index, 200 + index))], 1, "sqlite", "Data Source=x", []), this, _time).Run(ready, _stop.Token);
}
