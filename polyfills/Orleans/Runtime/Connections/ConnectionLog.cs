using System.Net;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>What connections report; events 101000 to 101099.</summary>
internal static partial class ConnectionLog
{
    [LoggerMessage(101000, LogLevel.Information, "Listens at {Endpoint} for {Whom}.")]
    public static partial void Listening(ILogger logger, EndPoint endpoint, string whom);

    [LoggerMessage(101001, LogLevel.Debug, "Connected with {Remote} at {Endpoint}.")]
    public static partial void Connected(ILogger logger, object remote, EndPoint? endpoint);

    [LoggerMessage(101002, LogLevel.Information, "The connection with {Remote} has ended: {Reason}")]
    public static partial void Ended(ILogger logger, object remote, string reason);

    [LoggerMessage(101003, LogLevel.Warning, "Refused a connection from {Endpoint}: {Reason}")]
    public static partial void Refused(ILogger logger, EndPoint? endpoint, string reason);

    [LoggerMessage(101004, LogLevel.Warning, "Could not connect to {Target}: {Reason}")]
    public static partial void Failed(ILogger logger, object target, string reason);

    [LoggerMessage(101005, LogLevel.Error, "Could not accept a connection at {Endpoint}.")]
    public static partial void AcceptFailed(ILogger logger, Exception exception, EndPoint endpoint);

    [LoggerMessage(101006, LogLevel.Debug, "{Endpoint} has connected and hung up without a word.")]
    public static partial void Probed(ILogger logger, EndPoint? endpoint);
}
