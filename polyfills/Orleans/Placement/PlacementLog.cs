using Microsoft.Extensions.Logging;

namespace Orleans.Runtime.Placement;

/// <summary>What placement reports; events 101000 to 101099.</summary>
internal static partial class PlacementLog
{
    [LoggerMessage(101000, LogLevel.Debug, "Silo {Silo} did not tell its load.")]
    public static partial void LoadUnknown(ILogger logger, Exception exception, SiloAddress silo);
}
