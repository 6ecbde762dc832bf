using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using ReAgent.Contracts.Work;

namespace ReAgent.Grains.Telemetry;

/// <summary>What the silo that does a piece of work tells whoever listens.</summary>
internal static class WorkTelemetry
{
    private static readonly Meter Meter = new(Meters.Name);
    private static readonly Counter<long> Rows = Meter.CreateCounter<long>("reagent.rows", "{row}", "Rows worked on: logged transitions, timeline rows, rows to train on and to evaluate");

    /// <summary>Begins the span of a try.</summary>
    /// <param name="item">What is to be done.</param>
    /// <param name="caller">The work's span in its experiment.</param>
    /// <returns>Null when nobody listens.</returns>
    public static Activity? Try(WorkItem item, ActivityContext caller)
    {
        // Its name, too, is made for somebody only.
        var span = Sources.Work.HasListeners() ? Sources.Work.StartActivity($"try {item.Kind}", ActivityKind.Internal, caller) : null;
        if (span is not null)
        {
            Attributes.Describe(span, item);
        }

        return span;
    }

    /// <summary>Says what became of a try.</summary>
    public static void End(Activity? span, WorkStatus status)
    {
        if (span is not null)
        {
            span.SetTag(Attributes.WorkState, status.State.ToString().ToLowerInvariant()).SetTag(Attributes.Reused, status.Reused).SetTag(Attributes.Completed, status.Progress.Completed);
            span.SetStatus(status.Failure is null ? ActivityStatusCode.Ok : ActivityStatusCode.Error, status.Failure);
        }
    }

    /// <summary>Counts progress, where it is rows that progress is counted in.</summary>
    public static void Progressed(WorkItem item, string unit, long more)
    {
        if (Rows.Enabled && more > 0 && unit is "rows" or "transitions")
        {
            Rows.Add(more, new KeyValuePair<string, object?>(Attributes.Kind, item.Kind));
        }
    }

    /// <summary>Says in every log record from here on what the work is, and for which experiment.</summary>
    /// <returns>Null when nobody reads any record.</returns>
    public static IDisposable? Scope(ILogger logger, WorkItem item) => logger.IsEnabled(LogLevel.Critical)
        ? logger.BeginScope(new KeyValuePair<string, object?>[]
        {
            new(Attributes.Folder, item.Folder), new(Attributes.Kind, item.Kind), new(Attributes.Index, item.Index), new(Attributes.Id, item.Id()),
        })
        : null;
}
