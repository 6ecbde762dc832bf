using Microsoft.Extensions.Logging;

namespace ReAgent.Grains.Work;

/// <summary>Log messages about work items and experiments.</summary>
internal static partial class WorkLog
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Warning, Message = "Work {Kind} #{Index} ({Id}) failed")]
    public static partial void Failed(ILogger logger, Exception failure, string kind, int index, string id);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Information, Message = "Work {Kind} #{Index} is tried again after {Failure}")]
    public static partial void Retried(ILogger logger, string kind, int index, string failure);

    [LoggerMessage(EventId = 1101, Level = LogLevel.Information, Message = "Experiment {Name}: stage {Stage} is {State}")]
    public static partial void StageChanged(ILogger logger, string name, string stage, string state);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Warning, Message = "Experiment {Name} failed in stage {Stage}")]
    public static partial void ExperimentFailed(ILogger logger, Exception failure, string name, string stage);
}
