using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace ReAgent.Silo.Telemetry;

/// <summary>
/// The telemetry of a process: one for all that runs in it, from its start to its end. Disposing it sends what has not been sent yet, for at most a
/// few seconds.
/// </summary>
public abstract class ProcessTelemetry : IDisposable
{
    /// <summary>Starts to export, when the environment says so.</summary>
    /// <param name="service">What the process is called when neither <c>OTEL_SERVICE_NAME</c> nor <c>OTEL_RESOURCE_ATTRIBUTES</c> says: <c>reagent-silo</c>.</param>
    /// <param name="instance">Which of several such processes it is: a silo's name.</param>
    /// <returns>Null when nothing is exported; then nothing of OpenTelemetry is even loaded.</returns>
    public static ProcessTelemetry? Start(string service, string instance)
    {
        var settings = TelemetrySettings.Read(Environment.GetEnvironmentVariable);
        if (!settings.Any)
        {
            return null;
        }

        Export(settings, service, instance, out var telemetry);
        return telemetry;
    }

    /// <summary>Adds to a host what only it can give: its log, the time its grain calls take, and how many silos it sees.</summary>
    public abstract void AddTo(IServiceCollection services);

    /// <inheritdoc/>
    public void Dispose()
    {
        Flush();
        GC.SuppressFinalize(this);
    }

    /// <summary>Sends what has not been sent, and ends.</summary>
    protected abstract void Flush();

    // A method of its own, never inlined, that names no type of the exporter: whoever exports nothing does not load it to find that out.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Export(TelemetrySettings settings, string service, string instance, out ProcessTelemetry telemetry) =>
        telemetry = new OtlpTelemetry(settings, service, instance);
}
