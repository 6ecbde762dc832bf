namespace Orleans.Runtime;

/// <summary>A handle on a reminder, valid until the reminder is next registered.</summary>
public interface IGrainReminder
{
    /// <summary>Name of the reminder, unique in its grain.</summary>
    string ReminderName { get; }
}
