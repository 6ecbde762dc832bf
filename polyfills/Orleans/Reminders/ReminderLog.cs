using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>What reminders report; events 102900 to 102999.</summary>
internal static partial class ReminderLog
{
    [LoggerMessage(102900, LogLevel.Error, "Could not read the reminders.")]
    public static partial void RefreshFailed(ILogger logger, Exception exception);

    [LoggerMessage(102901, LogLevel.Error, "A tick of reminder {Reminder} failed in grain {Grain}.")]
    public static partial void TickFailed(ILogger logger, Exception exception, string reminder, GrainId grain);
}
