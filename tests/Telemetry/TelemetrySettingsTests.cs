using ReAgent.Silo.Telemetry;
using Xunit;

namespace ReAgent.Telemetry.Tests;

/// <summary>OpenTelemetry's own variables, as they are understood here.</summary>
public sealed class TelemetrySettingsTests
{
    [Theory]
    [InlineData("", false, false, false)]
    [InlineData("OTEL_SERVICE_NAME=x", false, false, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://there", true, true, true)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://there OTEL_TRACES_EXPORTER=none", false, true, true)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://there OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none", true, false, false)]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://there", false, true, false)]
    [InlineData("OTEL_LOGS_EXPORTER=otlp", false, false, true)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://there OTEL_SDK_DISABLED=true", false, false, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://there OTEL_SDK_DISABLED=false", true, true, true)]
    public void Signals_are_exported_where_a_variable_says_so(string environment, bool traces, bool metrics, bool logs)
    {
        var settings = Read(environment);

        Assert.Equal((traces, metrics, logs, false), (settings.Traces, settings.Metrics, settings.Logs, settings.GrainCalls));
        Assert.Equal(traces || metrics || logs, settings.Any);
        Assert.Empty(settings.Ignored);
    }

    [Fact]
    public void Spans_of_single_grain_calls_are_exported_on_request_only()
    {
        Assert.True(Read("OTEL_EXPORTER_OTLP_ENDPOINT=http://there OTEL_INSTRUMENTATION_ORLEANS_ENABLED=true").GrainCalls);
    }

    [Theory]
    [InlineData("OTEL_TRACES_EXPORTER=console", "OTEL_TRACES_EXPORTER")]
    [InlineData("OTEL_SDK_DISABLED=1", "OTEL_SDK_DISABLED")]
    public void What_is_not_understood_is_named(string environment, string variable)
    {
        Assert.Contains(variable, Assert.Single(Read(environment).Ignored), StringComparison.Ordinal);
    }

    private static TelemetrySettings Read(string environment)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(variable => variable.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return TelemetrySettings.Read(name => variables.GetValueOrDefault(name));
    }
}
