using Microsoft.Extensions.Logging;

namespace Orleans.Utilities;

/// <summary>What observer managers report; events 100950 to 100959.</summary>
internal static partial class ObserverLog
{
    [LoggerMessage(100950, LogLevel.Warning, "Observer {Id} failed and is notified no more.")]
    public static partial void Dropped(ILogger logger, Exception exception, object id);
}
