using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace ReAgent.Silo.Shutdown;

/// <summary>
/// Ends the process when the silo has lost its place: others own its grains now, so nothing here may go on. Started anew, it joins as a new silo.
/// </summary>
/// <param name="logger">Log.</param>
/// <param name="end">Writes out what was logged, and ends the process with an exit code.</param>
internal sealed class LostPlace(ILogger<LostPlace> logger, Action<int> end) : IFatalErrorHandler
{
    private int _isEnding;

    /// <summary>True from the moment on that the place is lost.</summary>
    public bool HasHappened => Volatile.Read(ref _isEnding) != 0;

    /// <inheritdoc/>
    public bool IsUnexpected(Exception exception) => exception is not (OperationCanceledException or ObjectDisposedException);

    /// <inheritdoc/>
    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        if (Interlocked.Exchange(ref _isEnding, 1) != 0)
        {
            return;
        }

        ShutdownLog.Lost(logger, exception, context ?? sender?.GetType().Name ?? "no reason is known.");

        // The caller may hold what the end of the process waits for, so it happens on a thread of its own.
        new Thread(() => end(ExitCode.LostPlace)) { IsBackground = true, Name = "lost place" }.Start();
    }
}
