using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>What clients report; events 100900 to 100999.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(100900, LogLevel.Warning, "The client could not connect.")]
    public static partial void ConnectionFailed(ILogger logger, Exception exception);

    [LoggerMessage(100901, LogLevel.Warning, "Gateway {Gateway} is gone.")]
    public static partial void GatewayLost(ILogger logger, SiloAddress gateway);

    [LoggerMessage(100902, LogLevel.Warning, "A message could not be read.")]
    public static partial void Unreadable(ILogger logger, Exception exception);
}
