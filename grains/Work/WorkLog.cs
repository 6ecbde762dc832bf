using Microsoft.Extensions.Logging;

namespace ReAgent.Grains.Work;

/// <summary>Log messages about work items and experiments.</summary>
internal static partial class WorkLog
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Warning, Message = "Work {Kind} #{Index} ({Id}) failed")]
    public static partial void Failed(ILogger logger, Exception failure, string kind, int index, string id);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Information, Message = "Work {Kind} #{Index} is tried again after {Failure}")]
    public static partial void Retried(ILogger logger, string kind, int index, string failure);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Information, Message = "Work {Kind} #{Index} is stopped: nobody has asked for it for a while")]
    public static partial void Abandoned(ILogger logger, string kind, int index);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Information, Message = "Work of experiment {Name} could not be told to stop: {Failure}")]
    public static partial void NotStopped(ILogger logger, string name, string failure);

    [LoggerMessage(EventId = 1101, Level = LogLevel.Information, Message = "Experiment {Name}: stage {Stage} is {State}")]
    public static partial void StageChanged(ILogger logger, string name, string stage, string state);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Warning, Message = "Experiment {Name} failed in stage {Stage}")]
    public static partial void ExperimentFailed(ILogger logger, Exception failure, string name, string stage);

    [LoggerMessage(EventId = 1103, Level = LogLevel.Warning, Message = "The state of experiment {Name} could not be written, and is written again: {Failure}")]
    public static partial void NotWritten(ILogger logger, string name, string failure);

    [LoggerMessage(EventId = 1104, Level = LogLevel.Warning, Message = "Experiment {Name} could not be entered in the list, and is entered again: {Failure}")]
    public static partial void NotListed(ILogger logger, string name, string failure);

    [LoggerMessage(EventId = 1105, Level = LogLevel.Error, Message = "The end of experiment {Name} could not be written; another activation tries again")]
    public static partial void EndNotWritten(ILogger logger, Exception failure, string name);

    [LoggerMessage(EventId = 1106, Level = LogLevel.Warning, Message = "Experiment {Name} goes again from its beginning, to make what is missing: {Missing}")]
    public static partial void GoesAgain(ILogger logger, string name, string missing);
}
