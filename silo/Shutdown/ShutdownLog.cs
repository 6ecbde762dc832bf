using System.Net;
using Microsoft.Extensions.Logging;

namespace ReAgent.Silo.Shutdown;

/// <summary>What is logged about the start and end of a silo; events 2200 to 2299.</summary>
internal static partial class ShutdownLog
{
    [LoggerMessage(2200, LogLevel.Information, "{Signal}: the silo takes no new work and stops within {Seconds} seconds; a second signal ends it at once.")]
    public static partial void Draining(ILogger logger, string signal, double seconds);

    [LoggerMessage(2201, LogLevel.Warning, "{Signal} again: the silo ends at once. Its work continues from the last checkpoints.")]
    public static partial void Ended(ILogger logger, string signal);

    [LoggerMessage(2202, LogLevel.Critical, "The silo has lost its place in the cluster and ends: {Context}")]
    public static partial void Lost(ILogger logger, Exception? exception, string context);

    [LoggerMessage(2203, LogLevel.Information, "The silo has stopped in good order.")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(2204, LogLevel.Error, "The silo did not stop within {Seconds} seconds and ends. Its work continues from the last checkpoints.")]
    public static partial void DrainExceeded(ILogger logger, double seconds);

    [LoggerMessage(2205, LogLevel.Critical, "The silo has failed: {Reason}")]
    public static partial void Failed(ILogger logger, Exception exception, string reason);

    [LoggerMessage(2206, LogLevel.Information, "Silo {Silo} of cluster {Cluster} takes work as {Roles}, at {Address}:{Port}.")]
    public static partial void Started(ILogger logger, string silo, string cluster, string roles, IPAddress address, int port);
}
