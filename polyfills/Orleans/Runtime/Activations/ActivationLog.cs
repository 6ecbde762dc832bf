using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>What activations report; events 100500 to 100599.</summary>
internal static partial class ActivationLog
{
    [LoggerMessage(100500, LogLevel.Error, "Grain {Grain} could not be activated.")]
    public static partial void ActivationFailed(ILogger logger, Exception exception, GrainId grain);

    [LoggerMessage(100501, LogLevel.Error, "Grain {Grain} failed as it was deactivated.")]
    public static partial void DeactivationFailed(ILogger logger, Exception exception, GrainId grain);

    [LoggerMessage(100502, LogLevel.Debug, "Grain {Grain} was deactivated: {Reason}.")]
    public static partial void Deactivated(ILogger logger, GrainId grain, DeactivationReasonCode reason);

    [LoggerMessage(100503, LogLevel.Debug, "Grain {Grain} was activated twice; the other activation, {Winner}, stays.")]
    public static partial void LostRace(ILogger logger, GrainId grain, GrainAddress winner);

    [LoggerMessage(100504, LogLevel.Error, "The interleaving predicate of grain {Grain} failed for {Request}.")]
    public static partial void PredicateFailed(ILogger logger, Exception exception, GrainId grain, object? request);

    [LoggerMessage(100505, LogLevel.Error, "A cancellation callback of grain {Grain} failed in {Request}.")]
    public static partial void CancellationFailed(ILogger logger, Exception exception, GrainId grain, object request);

    [LoggerMessage(100506, LogLevel.Error, "A timer tick of grain {Grain} failed.")]
    public static partial void TimerFailed(ILogger logger, Exception exception, GrainId grain);

    [LoggerMessage(100507, LogLevel.Error, "Idle collection failed.")]
    public static partial void CollectionFailed(ILogger logger, Exception exception);

    [LoggerMessage(100509, LogLevel.Warning, "Grain {Grain} could not be moved.")]
    public static partial void MigrationFailed(ILogger logger, Exception exception, GrainId grain);

    [LoggerMessage(100508, LogLevel.Error, "{Subject}: {Observer} failed to {Verb} at stage {Stage}.")]
    public static partial void StageFailed(ILogger logger, Exception exception, string subject, string observer, string verb, int stage);
}
