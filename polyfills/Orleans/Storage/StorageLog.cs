using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>What storage reports; events 100800 to 100899.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(100800, LogLevel.Warning, "State {State} of grain {Grain}: the version here is {Known}, the stored one {Stored}.")]
    public static partial void EtagMismatch(ILogger logger, string state, GrainId grain, string? known, string? stored);

}
