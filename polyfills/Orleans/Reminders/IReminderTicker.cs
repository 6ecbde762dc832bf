using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>A silo's part in reminders: it ticks for the grains that hash to it.</summary>
[GrainInterfaceType("sys.reminders")]
internal interface IReminderTicker : ISystemTarget
{
    /// <summary>Ticks for a reminder from now on.</summary>
    Task Set(ReminderEntry entry);

    /// <summary>Ticks no more.</summary>
    Task Remove(GrainId grainId, string reminderName);
}
