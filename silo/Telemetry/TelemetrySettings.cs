using System.Collections.Immutable;

namespace ReAgent.Silo.Telemetry;

/// <summary>What is exported, by OpenTelemetry's own environment variables. Where to, how often and how much, its exporter reads from them itself.</summary>
/// <param name="Traces">Whether spans are.</param>
/// <param name="Metrics">Whether metrics are.</param>
/// <param name="Logs">Whether log records are.</param>
/// <param name="GrainCalls">Whether the spans and metrics of Orleans are, too: one span for every call, and grains are asked several times a second.</param>
/// <param name="Ignored">Variables whose values mean nothing here, in sentences for people.</param>
public sealed record TelemetrySettings(bool Traces, bool Metrics, bool Logs, bool GrainCalls, ImmutableArray<string> Ignored)
{
    private const string GrainCallsVariable = "OTEL_INSTRUMENTATION_ORLEANS_ENABLED";

    /// <summary>Whether anything is exported.</summary>
    public bool Any => Traces || Metrics || Logs;

    /// <summary>Reads the settings.</summary>
    /// <param name="variable">Value of an environment variable; null or empty when it is not set.</param>
    public static TelemetrySettings Read(Func<string, string?> variable)
    {
        var ignored = ImmutableArray.CreateBuilder<string>();
        if (Flag("OTEL_SDK_DISABLED"))
        {
            return new TelemetrySettings(false, false, false, false, []);
        }

        var everywhere = !string.IsNullOrEmpty(variable("OTEL_EXPORTER_OTLP_ENDPOINT"));
        return new TelemetrySettings(Signal("TRACES"), Signal("METRICS"), Signal("LOGS"), Flag(GrainCallsVariable), ignored.ToImmutable());

        bool Signal(string signal)
        {
            var name = $"OTEL_{signal}_EXPORTER";
            if (variable(name) is not { Length: > 0 } exporters)
            {
                return everywhere || !string.IsNullOrEmpty(variable($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"));
            }

            var names = exporters.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            ignored.AddRange(names.Where(exporter => exporter is not ("otlp" or "none")).Select(exporter => $"{name} names '{exporter}', which is not built in: 'otlp' and 'none' are."));
            return names.Contains("otlp", StringComparer.Ordinal);
        }

        bool Flag(string name)
        {
            var text = variable(name);
            if (text is { Length: > 0 } && !bool.TryParse(text, out _))
            {
                ignored.Add($"{name} is '{text}'; 'true' and 'false' are allowed.");
            }

            return bool.TryParse(text, out var value) && value;
        }
    }
}
