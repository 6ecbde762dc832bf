using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>What enumerations report; events 100700 to 100799.</summary>
internal static partial class EnumerationLog
{
    [LoggerMessage(100700, LogLevel.Debug, "Released an enumeration of {Grain} that nobody pulled for {Time}.")]
    public static partial void Expired(ILogger logger, GrainId grain, TimeSpan time);

    [LoggerMessage(100701, LogLevel.Warning, "An enumeration of {Grain} failed as it was released.")]
    public static partial void ReleaseFailed(ILogger logger, Exception exception, GrainId grain);
}
