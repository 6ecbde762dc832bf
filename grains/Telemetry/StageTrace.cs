using System.Diagnostics;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Work;

namespace ReAgent.Grains.Telemetry;

/// <summary>A stage of an experiment as a span. It is written when the stage ends, and has the same identity in every activation of the experiment.</summary>
public sealed class StageTrace
{
    private readonly Activity _span;
    private readonly TimeProvider _time;
    private readonly HashSet<WorkTrace> _work = [];
    private bool _ended;

    private StageTrace(Activity span, TimeProvider time) => (_span, _time) = (span, time);

    /// <summary>Begins the span of a work item, makes it the current one, and sends it along with the calls that follow.</summary>
    /// <returns>Null when nobody listens.</returns>
    public WorkTrace? Work(WorkItem item)
    {
        var work = WorkTrace.Begin(_span, item, _time, ended => _work.Remove(ended));
        if (work is not null)
        {
            _work.Add(work);
        }

        return work;
    }

    /// <summary>Writes the span.</summary>
    /// <param name="state">How the stage ended.</param>
    /// <param name="completed">Rows, steps, … that it has worked on.</param>
    /// <param name="failure">Why it failed; null when it did not.</param>
    public void End(StageState state, long completed = 0, string? failure = null)
    {
        _ended = true;
        _span.SetTag(Attributes.StageState, state.ToString().ToLowerInvariant());
        _span.SetTag(Attributes.Completed, completed);
        Sources.End(_span, failure, _time);
    }

    /// <summary>The experiment has ended, and with it what is open: what it has done so far is not to hang in the air.</summary>
    internal void Abandon()
    {
        if (_ended)
        {
            return;
        }

        foreach (var work in _work.ToArray())
        {
            work.Abandon();
        }

        _ended = true;
        _span.SetTag(Attributes.StageState, "cancelled");
        Sources.End(_span, null, _time);
    }

    // Stages are gone through again when files that they had made are lost: each round is a span of its own.
    internal static StageTrace? Begin(Activity experiment, Stage stage, int round, TimeProvider time)
    {
        var name = stage.ToString().ToLowerInvariant();
        if (SpanIdentity.Start(Sources.Experiments, $"stage {name}", experiment.Context, SpanIdentity.Of(experiment.SpanId, $"{name}/{round}"), time.GetUtcNow()) is not { } span)
        {
            return null;
        }

        span.SetTag(Attributes.Experiment, experiment.GetTagItem(Attributes.Experiment)).SetTag(Attributes.Stage, name);
        TraceContext.Send(span);
        return new StageTrace(span, time);
    }
}
