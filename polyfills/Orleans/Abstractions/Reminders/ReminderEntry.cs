using Orleans.Runtime;

namespace Orleans;

/// <summary>One reminder as it is kept.</summary>
[GenerateSerializer]
public sealed class ReminderEntry
{
    /// <summary>The grain that is reminded.</summary>
    [Id(0)]
    public GrainId GrainId { get; set; }

    /// <summary>Name of the reminder.</summary>
    [Id(1)]
    public string ReminderName { get; set; } = "";

    /// <summary>When it is first due, in UTC.</summary>
    [Id(2)]
    public DateTime StartAt { get; set; }

    /// <summary>Time between ticks.</summary>
    [Id(3)]
    public TimeSpan Period { get; set; }

    /// <summary>Version.</summary>
    [Id(4)]
    public string ETag { get; set; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"<{GrainId} {ReminderName} from {StartAt:O} every {Period}, version {ETag}>";
}

/// <summary>Reminders.</summary>
[GenerateSerializer]
public sealed class ReminderTableData
{
    /// <summary>No reminders.</summary>
    public ReminderTableData()
        : this([])
    {
    }

    /// <summary>Reminders.</summary>
    public ReminderTableData(IEnumerable<ReminderEntry> list) => Reminders = [.. list];

    /// <summary>The reminders.</summary>
    [Id(0)]
    public IList<ReminderEntry> Reminders { get; private set; }
}
