using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>What the directory reports; events 100800 to 100899.</summary>
internal static partial class DirectoryLog
{
    [LoggerMessage(100800, LogLevel.Debug, "Silo {Silo} did not tell what it holds.")]
    public static partial void NoReport(ILogger logger, Exception exception, SiloAddress silo);

    [LoggerMessage(100801, LogLevel.Warning, "Grain {Grain} is active twice: {Loser} gives way to {Winner}.")]
    public static partial void Duplicate(ILogger logger, GrainId grain, GrainAddress winner, GrainAddress loser);

    [LoggerMessage(100802, LogLevel.Error, "Could not take over a part of the directory.")]
    public static partial void RecoveryFailed(ILogger logger, Exception exception);

    [LoggerMessage(100803, LogLevel.Warning, "Could not take {Activation} out of the directory.")]
    public static partial void NotUnregistered(ILogger logger, Exception exception, GrainAddress activation);
}
