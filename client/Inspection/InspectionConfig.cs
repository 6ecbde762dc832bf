using System.ComponentModel;
using ReAgent.Data.Logs;
using ReAgent.Data.Timelines;

namespace ReAgent.Client.Inspection;

/// <summary>The keys of an experiment file that concern an inspection.</summary>
internal sealed record InspectionConfig
{
    [Description("How the log is read.")]
    public LogOptions Log { get; init; } = new();

    [Description("How logged episodes become a timeline.")]
    public TimelineOptions Timeline { get; init; } = new();
}
