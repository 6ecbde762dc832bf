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

    [LoggerMessage(100903, LogLevel.Information, "Gateway {Gateway} cannot be reached: {Reason}")]
    public static partial void GatewayUnreachable(ILogger logger, SiloAddress gateway, string reason);

    [LoggerMessage(100904, LogLevel.Warning, "The list of gateways could not be read; the present ones are used.")]
    public static partial void ListFailed(ILogger logger, Exception exception);

    [LoggerMessage(100905, LogLevel.Error, "An observer of the client's connections failed.")]
    public static partial void ObserverFailed(ILogger logger, Exception exception);
}
