using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>A handle on one version of a reminder.</summary>
[GenerateSerializer, Immutable]
internal sealed record ReminderHandle(
    [property: Id(0)] GrainId GrainId, [property: Id(1)] string ReminderName, [property: Id(2)] string ETag) : IGrainReminder;
