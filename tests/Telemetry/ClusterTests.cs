using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace ReAgent.Telemetry.Tests;

/// <summary>What a console and two silos, each in a process of its own, send.</summary>
public sealed class ClusterTests : IDisposable
{
    private readonly Workplace _place = new(epochs: 60);

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_run_on_two_silos_is_one_trace_from_the_console_through_both()
    {
        using var receiver = await Receiver.Start();
        var (data, gateway) = Silo(receiver, "keeper", "data");
        var (trainer, _) = Silo(receiver, "teacher", "trainer");

        await Run(receiver, gateway);
        await Stop(data);
        await Stop(trainer);

        var received = await receiver.Finish();
        var run = received.Spans.Where(span => span.Trace == received.Spans.Single(top => top.Name == "reagent run").Trace).ToArray();
        Assert.Empty(received.Orphans);
        Assert.All(received.Spans, span => Assert.Contains(span, run));
        Assert.All(run.Where(span => span.Name == "try train/4"), span => Assert.StartsWith("reagent-silo teacher", span.Process, StringComparison.Ordinal));
        Assert.All(run.Where(span => span.Name == "try timeline-shard/2"), span => Assert.StartsWith("reagent-silo keeper", span.Process, StringComparison.Ordinal));
        Assert.Equal(3, run.Select(span => span.Process).Distinct().Count());
        Assert.All(run.Where(span => span.Name == "epoch"), span => Assert.Equal("try train/4", received.ParentOf(span).Name));
    }

    [Fact]
    public async Task An_experiment_whose_silo_stops_goes_on_in_the_same_trace()
    {
        using var receiver = await Receiver.Start();
        var (first, gateway) = Silo(receiver, "first", "data,trainer");
        var running = await Train(receiver, gateway);
        var (second, other) = Silo(receiver, "second", "data,trainer");
        await Ready(second);
        await Stop(first);
        running.Kill();
        await running.WaitForExitAsync();

        // Whoever asks next hears how it ends.
        var again = _place.Console(Environment(receiver), "run", "small.yaml", "--quiet", "--cluster", $"127.0.0.1:{other}");
        var said = await Workplace.End(again);
        Assert.True(again.ExitCode == 0, said);
        await Stop(second);

        var received = await receiver.Finish();
        var experiments = received.Spans.Where(span => span.Name == "experiment small").ToArray();
        var moved = experiments.Single(span => span["reagent.experiment.state"] == "completed");
        Assert.StartsWith("reagent-silo second", moved.Process, StringComparison.Ordinal);
        var trace = received.Spans.Where(span => span.Trace == moved.Trace).ToArray();
        Assert.Contains(trace, span => span.Name.StartsWith("try collect", StringComparison.Ordinal) && span.Process.StartsWith("reagent-silo first", StringComparison.Ordinal));
        Assert.Contains(trace, span => span.Name == "try train/4" && span.Process.StartsWith("reagent-silo second", StringComparison.Ordinal));

        // The console was killed, and its span with it; all below is whole.
        Assert.All(received.Orphans.Where(span => span.Trace == moved.Trace), span => Assert.Equal("experiment small", span.Name));
    }

    private static async Task Stop(Process silo)
    {
        await Workplace.Terminate(silo);
        var said = await Workplace.End(silo);
        Assert.True(silo.ExitCode == 0, said);
    }

    private static async Task Ready(Process silo) =>
        Assert.True(await Workplace.Until(silo, line => line.Contains("takes work as", StringComparison.Ordinal)));

    private static Dictionary<string, string> Environment(Receiver receiver) => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Endpoint,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "500",
    };

    private (Process Process, int Gateway) Silo(Receiver receiver, string name, string roles)
    {
        var gateway = Workplace.FreePort();
        var process = _place.Silo(
            Environment(receiver),
            "--silo-name", name, "--roles", roles, "--workers", "2", "--silo-port", Text(Workplace.FreePort()), "--gateway-port", Text(gateway), "--http-port", "0",
            "--database-kind", "sqlite", "--database", $"Data Source={Path.Combine(_place.Folder, "cluster.db")}");
        return (process, gateway);
    }

    private async Task Run(Receiver receiver, int gateway)
    {
        var process = _place.Console(Environment(receiver), "run", "small.yaml", "--quiet", "--cluster", $"127.0.0.1:{gateway}");
        var said = await Workplace.End(process);
        Assert.True(process.ExitCode == 0, said);
    }

    private async Task<Process> Train(Receiver receiver, int gateway)
    {
        var process = _place.Console(Environment(receiver), "run", "small.yaml", "--json", "--cluster", $"127.0.0.1:{gateway}");
        Assert.True(await Workplace.Until(process, line => line.Contains("\"train\"", StringComparison.OrdinalIgnoreCase) && line.Contains("\"unit\":\"steps\"", StringComparison.Ordinal)));
        return process;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
