using Xunit;

namespace ReAgent.Telemetry.Tests;

/// <summary>What telemetry takes from a run that does not want it, or whose receiver is away.</summary>
public sealed class SilenceTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_exporter_is_loaded_only_where_something_is_exported(bool exports)
    {
        var environment = exports ? new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{Workplace.FreePort()}" } : [];
        var process = _place.Console(environment, "run", "small.yaml", "--json");

        Assert.True(await Workplace.Until(process, line => line.Contains("steps", StringComparison.Ordinal)));
        var loaded = await File.ReadAllTextAsync($"/proc/{process.Id}/maps");
        process.Kill();

        Assert.Contains("/ReAgent.Grains.dll", loaded, StringComparison.Ordinal);
        Assert.Equal(exports, loaded.Contains("/OpenTelemetry", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_receiver_that_is_away_keeps_no_run_from_its_end()
    {
        var environment = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{Workplace.FreePort()}",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        };
        var process = _place.Console(environment, "run", "small.yaml", "--quiet");

        var said = await Workplace.End(process);

        Assert.True(process.ExitCode == 0, said);
    }
}
