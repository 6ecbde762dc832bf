using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>What messaging reports; events 100100 to 100199.</summary>
internal static partial class MessagingLog
{
    [LoggerMessage(100100, LogLevel.Warning, "Response did not arrive on time: {Request} on {Target} was called {Elapsed} ago.")]
    public static partial void CallTimedOut(ILogger logger, GrainId target, object? request, TimeSpan elapsed);

    [LoggerMessage(100101, LogLevel.Warning, "Dropped an expired message: {Message}.")]
    public static partial void DroppedExpired(ILogger logger, object message);

    [LoggerMessage(100102, LogLevel.Warning, "A one-way call failed: {Request} on {Target}.")]
    public static partial void OneWayFailed(ILogger logger, Exception exception, object? request, GrainId target);

    [LoggerMessage(100103, LogLevel.Warning, "Could not deliver {Message}.")]
    public static partial void Undeliverable(ILogger logger, Exception? exception, object message);

    [LoggerMessage(100104, LogLevel.Debug, "An answer came for a call that has ended: {Message}.")]
    public static partial void LateAnswer(ILogger logger, object message);

    [LoggerMessage(100105, LogLevel.Debug, "Sent on to another place: {Message}.")]
    public static partial void Forwarded(ILogger logger, object message);

    [LoggerMessage(100106, LogLevel.Warning, "Dropped a message of {Client}: {Reason}.")]
    public static partial void Distrusted(ILogger logger, GrainId client, string reason);
}
