using Xunit;

namespace ReAgent.Telemetry.Tests;

/// <summary>One run of a small experiment in the console's own process, and what it sent.</summary>
public sealed class EmbeddedRun : IAsyncLifetime, IDisposable
{
    private readonly Workplace _place = new(epochs: 40);

    public Received Received { get; private set; } = new([]);

    public async Task InitializeAsync()
    {
        using var receiver = await Receiver.Start();
        var environment = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Endpoint,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            // Often enough to see gauges that live as long as the training does.
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "100",
        };
        var process = _place.Console(environment, "run", "small.yaml", "--quiet");
        var said = await Workplace.End(process);
        Assert.True(process.ExitCode == 0, said);
        Received = await receiver.Finish();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _place.Dispose();
}
