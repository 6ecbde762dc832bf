using Microsoft.Extensions.Logging;

namespace ReAgent.Silo.Health;

/// <summary>What is logged about a silo's health; events 2100 to 2199.</summary>
internal static partial class HealthLog
{
    [LoggerMessage(2100, LogLevel.Information, "Health is served at http://{Address}/health/live, /health/startup and /health/ready.")]
    public static partial void Serving(ILogger logger, string address);

    [LoggerMessage(2101, LogLevel.Warning, "The database cannot be reached.")]
    public static partial void DatabaseLost(ILogger logger, Exception exception);

    [LoggerMessage(2102, LogLevel.Information, "The database can be reached again.")]
    public static partial void DatabaseFound(ILogger logger);

    [LoggerMessage(2103, LogLevel.Warning, "The data root {Folder} {Detail}.")]
    public static partial void DataRootLost(ILogger logger, Exception? exception, string folder, string detail);

    [LoggerMessage(2104, LogLevel.Information, "The data root {Folder} can be written again.")]
    public static partial void DataRootFound(ILogger logger, string folder);
}
