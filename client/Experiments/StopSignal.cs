using System.Runtime.InteropServices;
using ReAgent.Client.Commands;

namespace ReAgent.Client.Experiments;

/// <summary>Ctrl-C and SIGTERM: the first asks the run to stop at a safe point, the second ends the process at once.</summary>
internal sealed class StopSignal : IStopSignal
{
    private readonly CancellationTokenSource _requested = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignal() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
    ];

    /// <inheritdoc/>
    public CancellationToken Requested => _requested.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _requested.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_requested.IsCancellationRequested)
        {
            // Finished work is published atomically, so ending in the middle of unfinished work harms nothing.
            Environment.Exit(ExitCode.Cancelled);
        }

        _requested.Cancel();
    }
}
