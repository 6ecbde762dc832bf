using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>Ends the process.</summary>
internal sealed partial class FatalErrorHandler(ILogger<FatalErrorHandler> logger) : IFatalErrorHandler
{
    public bool IsUnexpected(Exception exception) => exception is not ThreadInterruptedException;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        var text = $"Fatal error{(sender is null ? "" : $" from {sender}")}: {context}";
        Fatal(logger, exception, text);
        Environment.FailFast(text, exception);
    }

    [LoggerMessage(100030, LogLevel.Critical, "{Text}")]
    private static partial void Fatal(ILogger logger, Exception? exception, string text);
}
