using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ReAgent.Silo.Shutdown;

/// <summary>SIGTERM and Ctrl-C: the first stops the silo in good order, the second ends it at once.</summary>
internal sealed class StopSignals : IHostLifetime, IDisposable
{
    private readonly IHostApplicationLifetime _lifetime;
    private readonly TimeSpan _drain;
    private readonly ILogger _logger;
    private readonly Action<int> _end;
    private readonly PosixSignalRegistration[] _registrations;
    private int _count;

    /// <param name="lifetime">The silo's.</param>
    /// <param name="drain">Time for a graceful stop.</param>
    /// <param name="logger">Log.</param>
    /// <param name="end">Writes out what was logged, and ends the process with an exit code.</param>
    public StopSignals(IHostApplicationLifetime lifetime, TimeSpan drain, ILogger<StopSignals> logger, Action<int> end)
    {
        _lifetime = lifetime;
        _drain = drain;
        _logger = logger;
        _end = end;
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT }.Select(signal => PosixSignalRegistration.Create(signal, Stop))];
    }

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) == 1)
        {
            ShutdownLog.Draining(_logger, context.Signal.ToString(), _drain.TotalSeconds);
            _lifetime.StopApplication();
            return;
        }

        ShutdownLog.Ended(_logger, context.Signal.ToString());
        _end(ExitCode.EndedBy(context.Signal));
    }
}
