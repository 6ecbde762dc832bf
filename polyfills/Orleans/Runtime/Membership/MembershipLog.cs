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
}
