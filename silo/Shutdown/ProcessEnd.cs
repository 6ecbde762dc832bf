using Microsoft.Extensions.Logging;

namespace ReAgent.Silo.Shutdown;

/// <summary>Ends the process without waiting for the silo.</summary>
internal sealed class ProcessEnd(ILoggerFactory loggers)
{
    /// <summary>Writes out what was logged, and ends the process.</summary>
    public void Now(int exitCode)
    {
        loggers.Dispose();
        Environment.Exit(exitCode);
    }
}
