using System.Diagnostics;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Work;

namespace ReAgent.Grains.Telemetry;

/// <summary>A stage of an experiment as a span. It is written when the stage ends, and has the same identity in every activation of the experiment.</summary>
public sealed class StageTrace
{
    private readonly Activity _span;
    private readonly TimeProvider _time;

    private StageTrace(Activity span, TimeProvider time) => (_span, _time) = (span, time);

    /// <summary>Begins the span of a work item, makes it the current one, and sends it along with the calls that follow.</summary>
    /// <returns>Null when nobody listens.</returns>
    public WorkTrace? Work(WorkItem item) => WorkTrace.Begin(_span, item, _time);

    /// <summary>Writes the span.</summary>
    /// <param name="state">How the stage ended.</param>
    /// <param name="rows">Rows, steps, … that it has worked on.</param>
    /// <param name="failure">Why it failed; null when it did not.</param>
    public void End(StageState state, long rows = 0, string? failure = null)
    {
        _span.SetTag(Attributes.StageState, state.ToString().ToLowerInvariant());
        _span.SetTag(Attributes.Completed, rows);
        Sources.End(_span, failure, _time);
    }

    internal static StageTrace? Begin(Activity experiment, Stage stage, TimeProvider time)
    {
        var name = stage.ToString().ToLowerInvariant();
        if (SpanIdentity.Start(Sources.Experiments, $"stage {name}", experiment.Context, SpanIdentity.Of(experiment.SpanId, name), time.GetUtcNow()) is not { } span)
        {
            return null;
        }

        span.SetTag(Attributes.Experiment, experiment.GetTagItem(Attributes.Experiment)).SetTag(Attributes.Stage, name);
        TraceContext.Send(span);
        return new StageTrace(span, time);
    }
}
