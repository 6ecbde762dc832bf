using System.Diagnostics;
using ReAgent.Contracts.Work;

namespace ReAgent.Grains.Telemetry;

/// <summary>
/// A work item as its experiment sees it: from the moment it could be done until it is, waiting and every try included. The tries are spans below it,
/// written by the silos that made them.
/// </summary>
public sealed class WorkTrace
{
    private readonly Activity _span;
    private readonly TimeProvider _time;
    private readonly Action<WorkTrace> _ended;

    private WorkTrace(Activity span, TimeProvider time, Action<WorkTrace> ended) => (_span, _time, _ended) = (span, time, ended);

    /// <summary>Says that the item is tried again, and why.</summary>
    public void Retried(string reason) => _span.AddEvent(new ActivityEvent("retried", _time.GetUtcNow(), new ActivityTagsCollection { ["reason"] = reason }));

    /// <summary>Writes the span.</summary>
    /// <param name="status">What became of the item.</param>
    public void End(WorkStatus status)
    {
        _span.SetTag(Attributes.WorkState, status.State.ToString().ToLowerInvariant());
        _span.SetTag(Attributes.Reused, status.Reused);
        _span.SetTag(Attributes.Completed, status.Progress.Completed);
        Stop(status.Failure);
    }

    /// <summary>Writes the span of an item that could not be done.</summary>
    public void Fail(string failure) => Stop(failure);

    /// <summary>Writes the span of an item that could not be done. One that is only no longer waited for is continued by another activation.</summary>
    public void Fail(Exception failure)
    {
        if (failure is not OperationCanceledException)
        {
            Stop(failure.Message);
        }
    }

    /// <summary>Writes the span of an item that its experiment does not want any more.</summary>
    internal void Abandon()
    {
        _span.SetTag(Attributes.WorkState, "cancelled");
        Stop(null);
    }

    internal static WorkTrace? Begin(Activity stage, WorkItem item, TimeProvider time, Action<WorkTrace> ended)
    {
        // The stage's span may be current in this flow, or another item's in the flow that started this one: the parent is named, not found.
        var id = SpanIdentity.Of(stage.SpanId, $"{item.Kind}#{item.Index}");
        if (SpanIdentity.Start(Sources.Experiments, $"work {item.Kind}", stage.Context, id, time.GetUtcNow()) is not { } span)
        {
            return null;
        }

        span.SetTag(Attributes.Experiment, stage.GetTagItem(Attributes.Experiment)).SetTag(Attributes.Stage, stage.GetTagItem(Attributes.Stage));
        Attributes.Describe(span, item);
        TraceContext.Send(span);
        return new WorkTrace(span, time, ended);
    }

    private void Stop(string? failure)
    {
        Sources.End(_span, failure, _time);
        _ended(this);
    }
}
