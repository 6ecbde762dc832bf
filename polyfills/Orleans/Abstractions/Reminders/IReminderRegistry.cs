using Orleans.Runtime;

namespace Orleans.Timers;

/// <summary>Registers reminders of grains.</summary>
public interface IReminderRegistry
{
    /// <summary>Registers a reminder, or replaces the one of that name.</summary>
    Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period);

    /// <summary>Ends a reminder.</summary>
    Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder);

    /// <summary>A reminder by its name; null when there is none.</summary>
    Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName);

    /// <summary>All reminders of a grain.</summary>
    Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId);
}
