using Microsoft.Extensions.Logging;

namespace ReAgent.Grains.Scheduling;

/// <summary>Log messages about places for work.</summary>
internal static partial class SchedulingLog
{
    [LoggerMessage(EventId = 1201, Level = LogLevel.Warning, Message = "Experiment {Name} has fallen silent; its places are free, and it is woken")]
    public static partial void Silent(ILogger logger, string name);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Warning, Message = "Experiment {Name} could not be woken")]
    public static partial void NotWoken(ILogger logger, Exception failure, string name);

    [LoggerMessage(EventId = 1203, Level = LogLevel.Warning, Message = "Experiment {Name} cannot reach the scheduler, and asks again: {Failure}")]
    public static partial void Unreachable(ILogger logger, string name, string failure);
}
