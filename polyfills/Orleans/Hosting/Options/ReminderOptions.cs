namespace Orleans.Hosting;

/// <summary>Settings of reminders.</summary>
public sealed class ReminderOptions
{
    /// <summary>Least period that a reminder may have; one minute.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often silos read the table again; 5 minutes.</summary>
    public TimeSpan RefreshReminderListPeriod { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the start may take; 5 minutes.</summary>
    public TimeSpan InitializationTimeout { get; set; } = TimeSpan.FromMinutes(5);
}
