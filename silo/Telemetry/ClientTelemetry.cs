using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ReAgent.Grains.Telemetry;

namespace ReAgent.Silo.Telemetry;

/// <summary>
/// The telemetry of a command: its span is the top of the trace of all that it sets off, in whichever process, unless <c>TRACEPARENT</c> in the
/// environment names a span above it.
/// </summary>
public sealed class ClientTelemetry : IDisposable
{
    private static readonly ActivitySource Source = new("ReAgent.Client");

    private readonly ProcessTelemetry? _process;
    private readonly Activity? _span;

    private ClientTelemetry(ProcessTelemetry? process, Activity? span) => (_process, _span) = (process, span);

    /// <summary>Starts the process's telemetry and the command's span. Call it where the command starts, in the flow that everything else happens in.</summary>
    /// <param name="command">The command without its arguments, which may hold what is nobody's business: <c>run</c>.</param>
    public static ClientTelemetry Start(string command)
    {
        var process = ProcessTelemetry.Start("reagent", Environment.MachineName);
        if (process is null)
        {
            return new ClientTelemetry(null, null);
        }

        ActivityContext.TryParse(Environment.GetEnvironmentVariable("TRACEPARENT"), Environment.GetEnvironmentVariable("TRACESTATE"), isRemote: true, out var above);
        var span = Source.StartActivity($"reagent {command}", ActivityKind.Client, above);
        TraceContext.Send(span);
        return new ClientTelemetry(process, span);
    }

    /// <inheritdoc cref="ProcessTelemetry.AddTo"/>
    public void AddTo(IServiceCollection services) => _process?.AddTo(services);

    /// <summary>Says how the command ended.</summary>
    public void End(int exitCode)
    {
        _span?.SetTag("process.exit.code", exitCode);
        _span?.SetStatus(exitCode == 0 ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _span?.Dispose();
        _process?.Dispose();
    }
}
