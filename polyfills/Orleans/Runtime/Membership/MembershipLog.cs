using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>What membership reports; events 100600 to 100699.</summary>
internal static partial class MembershipLog
{
    [LoggerMessage(100600, LogLevel.Information, "Silo {Silo} is {Status}.")]
    public static partial void Changed(ILogger logger, SiloAddress silo, SiloStatus status);

    [LoggerMessage(100601, LogLevel.Error, "The listener {Listener} failed on a change of the membership.")]
    public static partial void ListenerFailed(ILogger logger, Exception exception, Type listener);

    [LoggerMessage(100604, LogLevel.Error, "Could not clean the directory of silo {Silo}, which is gone.")]
    public static partial void CleanUpFailed(ILogger logger, Exception exception, SiloAddress silo);

    [LoggerMessage(100602, LogLevel.Information, "Silo {Name} at {Silo} serves cluster {Cluster}, started in {Elapsed}.")]
    public static partial void Started(ILogger logger, string name, SiloAddress silo, string cluster, TimeSpan elapsed);

    [LoggerMessage(100603, LogLevel.Information, "Silo {Name} at {Silo} stopped.")]
    public static partial void Stopped(ILogger logger, string name, SiloAddress silo);

    [LoggerMessage(100605, LogLevel.Warning, "The table of the membership cannot be reached.")]
    public static partial void CutOff(ILogger logger, Exception exception);

    [LoggerMessage(100606, LogLevel.Information, "The table of the membership can be reached again.")]
    public static partial void ReachedAgain(ILogger logger);

    [LoggerMessage(100607, LogLevel.Warning, "No other silo can reach the table of the membership either ({Silos} were asked): the lease is extended.")]
    public static partial void Extended(ILogger logger, int silos);

    [LoggerMessage(100608, LogLevel.Warning, "Silo {Silo} is declared dead: {Reason}")]
    public static partial void Declared(ILogger logger, SiloAddress silo, string reason);

    [LoggerMessage(100609, LogLevel.Debug, "Silo {Silo} does not answer.")]
    public static partial void Unanswered(ILogger logger, Exception exception, SiloAddress silo);

    [LoggerMessage(100610, LogLevel.Error, "Silo {Silo} stops serving at once: {Reason}")]
    public static partial void Stopping(ILogger logger, SiloAddress silo, string reason);

    [LoggerMessage(100611, LogLevel.Warning, "Could not tell the others that silo {Silo} is {Status}.")]
    public static partial void StatusNotSet(ILogger logger, Exception exception, SiloAddress silo, SiloStatus status);

    [LoggerMessage(100612, LogLevel.Information, "Silo {Silo} was at the endpoint of this silo before, and is declared dead.")]
    public static partial void Replaced(ILogger logger, SiloAddress silo);
}
