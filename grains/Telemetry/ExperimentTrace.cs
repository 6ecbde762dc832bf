using System.Diagnostics;
using System.Globalization;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Grains.Telemetry;

/// <summary>
/// An experiment as a span of a trace. It outlives the grain's activation: whoever continues the experiment continues the span, and it is written
/// once, at the experiment's end, with the time at which the experiment began.
/// </summary>
/// <remarks>Null wherever nobody listens: call it through <c>?.</c> and it costs nothing.</remarks>
public sealed class ExperimentTrace
{
    private readonly Activity _span;
    private readonly TimeProvider _time;
    private readonly Dictionary<Stage, int> _rounds = [];
    private StageTrace? _stage;

    private ExperimentTrace(Activity span, TimeProvider time) => (_span, _time) = (span, time);

    /// <summary>What the grain keeps in its record to continue the trace: the span in the W3C's form, the span above it, and when it began.</summary>
    public string Stored => string.Create(
        CultureInfo.InvariantCulture,
        $"{_span.Id} {_span.ParentSpanId.ToHexString()} {new DateTimeOffset(_span.StartTimeUtc).ToUnixTimeMilliseconds()}");

    /// <summary>Begins the span of an experiment, below the span of whoever called.</summary>
    /// <returns>Null when nobody listens.</returns>
    public static ExperimentTrace? Begin(ExperimentSpec spec, TimeProvider time)
    {
        var before = Activity.Current;
        var span = Sources.Experiments.CreateActivity(NameOf(spec), ActivityKind.Internal, TraceContext.Received(), idFormat: ActivityIdFormat.W3C);
        span?.SetStartTime(time.GetUtcNow().UtcDateTime).Start();
        return From(span, before, spec, time);
    }

    /// <summary>Continues the span of an experiment in another activation.</summary>
    /// <param name="stored">What <see cref="Stored"/> was; null when nobody listened then.</param>
    /// <param name="spec">The experiment.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Null when nobody listens, or nobody did when the experiment began.</returns>
    public static ExperimentTrace? Continue(string? stored, ExperimentSpec spec, TimeProvider time)
    {
        if (stored?.Split(' ') is not [var id, { Length: 16 } above, var began]
            || !ActivityContext.TryParse(id, null, isRemote: true, out var own)
            || !long.TryParse(began, CultureInfo.InvariantCulture, out var milliseconds))
        {
            return null;
        }

        var before = Activity.Current;
        var parent = new ActivityContext(own.TraceId, above == default(ActivitySpanId).ToHexString() ? default : ActivitySpanId.CreateFromString(above), own.TraceFlags, isRemote: true);
        var span = SpanIdentity.Start(Sources.Experiments, NameOf(spec), parent, own.SpanId, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
        return From(span, before, spec, time);
    }

    /// <summary>Makes the span the current one: what is logged from here on belongs to it. Call it where the experiment's own flow begins.</summary>
    public void Enter()
    {
        Activity.Current = _span;
        TraceContext.Send(_span);
    }

    /// <summary>Begins the span of a stage, and makes it the current one.</summary>
    /// <returns>Null when nobody listens.</returns>
    public StageTrace? Stage(Stage stage)
    {
        _rounds[stage] = _rounds.GetValueOrDefault(stage) + 1;
        return _stage = StageTrace.Begin(_span, stage, _rounds[stage], _time);
    }

    /// <summary>Writes the span. An experiment that only moves to another silo has not ended: leave its span alone.</summary>
    /// <param name="state">How the experiment ended.</param>
    /// <param name="failure">Why it failed; null when it did not.</param>
    public void End(ExperimentState state, string? failure)
    {
        _stage?.Abandon();
        _span.SetTag(Attributes.ExperimentState, state.ToString().ToLowerInvariant());
        Sources.End(_span, failure, _time);
    }

    private static string NameOf(ExperimentSpec spec) => $"experiment {spec.Name}";

    private static ExperimentTrace? From(Activity? span, Activity? before, ExperimentSpec spec, TimeProvider time)
    {
        // The caller's flow ends long before the experiment does.
        Activity.Current = before;
        if (span is null)
        {
            return null;
        }

        span.SetTag(Attributes.Experiment, spec.Name).SetTag(Attributes.Priority, spec.Priority).SetTag(Attributes.Folder, spec.Folder);
        return new ExperimentTrace(span, time);
    }
}
