using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orleans;
using Orleans.Diagnostics;
using ReAgent.Grains.Telemetry;
using ReAgent.Silo.Logs;

namespace ReAgent.Silo.Telemetry;

/// <summary>Exports spans, metrics and log records by OTLP.</summary>
internal sealed class OtlpTelemetry : ProcessTelemetry
{
    private const string OwnSources = "ReAgent.*";
    private const string RuntimeMeter = "System.Runtime";
    private const string OrleansMeter = "Microsoft.Orleans";

    private readonly TelemetrySettings _settings;
    private readonly ResourceBuilder _resource;
    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;
    private readonly List<ServiceProvider> _logs = [];

    public OtlpTelemetry(TelemetrySettings settings, string service, string instance)
    {
        _settings = settings;

        // What the environment says of the resource comes last, and wins.
        _resource = ResourceBuilder.CreateEmpty()
            .AddService(service, "reagent", typeof(OtlpTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion, serviceInstanceId: $"{instance}-{Environment.ProcessId}")
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector();
        _traces = settings.Traces ? Traces() : null;
        _metrics = settings.Metrics ? Metrics() : null;
    }

    public override void AddTo(IServiceCollection services)
    {
        if (_settings.Logs)
        {
            var secrets = services.LastOrDefault(service => service.ServiceType == typeof(Secrets))?.ImplementationInstance as Secrets;
            services.AddLogging(logging => logging
                .AddProvider(new ExportedLog(Logs(), secrets))
                .AddFilter<ExportedLog>(null, LogLevel.Warning)
                .AddFilter<ExportedLog>("ReAgent", LogLevel.Information));
        }

        if (_settings.Metrics)
        {
            services.AddSingleton<CallMeter>();
            services.AddSingleton<IOutgoingGrainCallFilter>(provider => provider.GetRequiredService<CallMeter>());
            services.AddHostedService<SiloMeter>();
        }

        services.AddHostedService(provider => new SettingsWarnings(_settings, provider.GetRequiredService<ILogger<SettingsWarnings>>()));
    }

    // Each waits for its own last word, in its own time; a receiver that is away is not waited for twice.
    protected override void Flush() => Parallel.Invoke(() => _traces?.Dispose(), () => _metrics?.Dispose(), () => _logs.ForEach(logs => logs.Dispose()));

    // In a container of its own: the exporter takes its variables from the container's configuration, and a silo's knows of no environment.
    private ILoggerProvider Logs()
    {
        _logs.Add(new ServiceCollection()
            .AddLogging(logging => logging.AddOpenTelemetry(options =>
            {
                options.IncludeScopes = true;
                options.IncludeFormattedMessage = true;
                options.SetResourceBuilder(_resource).AddOtlpExporter();
            }))
            .BuildServiceProvider());
        return _logs[^1].GetRequiredService<ILoggerProvider>();
    }

    private TracerProvider Traces()
    {
        var traces = OpenTelemetry.Sdk.CreateTracerProviderBuilder().SetResourceBuilder(_resource).AddSource(OwnSources);
        return (_settings.GrainCalls ? traces.AddSource(ActivitySources.AllActivitySourceName) : traces).AddOtlpExporter().Build();
    }

    private MeterProvider Metrics()
    {
        var metrics = OpenTelemetry.Sdk.CreateMeterProviderBuilder().SetResourceBuilder(_resource).AddMeter(Meters.Name, RuntimeMeter);
        return (_settings.GrainCalls ? metrics.AddMeter(OrleansMeter) : metrics).AddOtlpExporter().Build();
    }
}
