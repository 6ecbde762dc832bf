using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ReAgent.Silo.Telemetry;

/// <summary>Says once what of the environment was not understood: telemetry that is set up wrongly keeps no work from being done.</summary>
internal sealed partial class SettingsWarnings(TelemetrySettings settings, ILogger<SettingsWarnings> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var problem in settings.Ignored)
        {
            Ignored(logger, problem);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 2901, Level = LogLevel.Warning, Message = "Telemetry: {Problem}")]
    private static partial void Ignored(ILogger logger, string problem);
}
