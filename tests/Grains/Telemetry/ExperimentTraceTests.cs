using System.Collections.Concurrent;
using System.Diagnostics;
using Orleans.Runtime;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Work;
using ReAgent.Grains.Telemetry;
using Xunit;

namespace ReAgent.Grains.Tests.Telemetry;

/// <summary>An experiment's spans, written by whichever activation comes to their end.</summary>
public sealed class ExperimentTraceTests : IDisposable
{
    private static readonly WorkItem Item = new("train/2", 0, 1, 1, "{}", [], "outputs/traced");

    private readonly ExperimentSpec _spec = new("traced", "outputs/traced", "{}");
    private readonly ConcurrentQueue<Activity> _written = [];
    private readonly ActivityListener _listener;

    public ExperimentTraceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "ReAgent.Experiments",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem(Attributes.Experiment) is string name && name == _spec.Name)
                {
                    _written.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public void Another_activation_continues_the_span_and_writes_it_with_its_first_beginning()
    {
        var clock = new Clock();
        var stored = Begin(clock).Stored;
        clock.Advance(TimeSpan.FromHours(3));

        var continued = Continue(stored, clock);
        continued.End(ExperimentState.Completed, null);

        var span = Assert.Single(_written);
        Assert.Equal(stored.Split(' ')[0], span.Id);
        Assert.Equal(TimeSpan.FromHours(3), span.Duration);
        Assert.Equal("completed", span.GetTagItem(Attributes.ExperimentState));
        Assert.Equal(stored, continued.Stored);
    }

    [Fact]
    public void It_is_below_the_span_of_the_caller_in_every_activation()
    {
        using var caller = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C).Start();
        caller.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        TraceContext.Send(caller);
        var stored = Begin(new Clock()).Stored;
        RequestContext.Remove(TraceContext.Key);
        Activity.Current = null;

        Continue(stored, new Clock()).End(ExperimentState.Failed, "the disk is full");

        var span = Assert.Single(_written);
        Assert.Equal((caller.TraceId, caller.SpanId), (span.TraceId, span.ParentSpanId));
        Assert.Equal((ActivityStatusCode.Error, "the disk is full"), (span.Status, span.StatusDescription));
    }

    [Fact]
    public void Without_a_caller_it_is_the_top_of_its_trace_in_every_activation()
    {
        Continue(Begin(new Clock()).Stored, new Clock()).End(ExperimentState.Completed, null);

        Assert.Equal(default, Assert.Single(_written).ParentSpanId);
    }

    [Fact]
    public void Stages_and_work_have_the_same_identity_in_every_activation()
    {
        var first = Begin(new Clock());
        first.Stage(Stage.Train)!.Work(Item);
        var sent = (string)RequestContext.Get(TraceContext.Key)!;

        var stage = Continue(first.Stored, new Clock()).Stage(Stage.Train)!;
        stage.Work(Item)!.End(new WorkStatus(WorkState.Done, WorkProgress.None("steps")));
        stage.End(StageState.Done);

        Assert.Equal([sent, $"00-{first.Stored[3..35]}-{_written.First().ParentSpanId}-01"], _written.Select(span => span.Id));
    }

    [Fact]
    public void A_stage_that_is_gone_through_again_is_another_span()
    {
        var trace = Begin(new Clock());
        trace.Stage(Stage.Timeline)!.End(StageState.Done);
        trace.Stage(Stage.Timeline)!.End(StageState.Reused);

        Assert.Equal(2, _written.Select(span => span.SpanId).Distinct().Count());
    }

    [Fact]
    public void An_activation_that_is_left_writes_nothing()
    {
        var stage = Begin(new Clock()).Stage(Stage.Train)!;
        stage.Work(Item)!.Fail(new OperationCanceledException());

        Assert.Empty(_written);
    }

    [Fact]
    public void What_is_open_when_the_experiment_ends_is_written_too()
    {
        var trace = Begin(new Clock());
        trace.Stage(Stage.Train)!.Work(Item)!.Fail(new OperationCanceledException());

        trace.End(ExperimentState.Cancelled, null);

        Assert.Equal(["work train/2", "stage train", $"experiment {_spec.Name}"], _written.Select(span => span.OperationName));
        Assert.All(_written, span => Assert.NotEqual(ActivityStatusCode.Error, span.Status));
    }

    [Fact]
    public void The_flow_of_the_caller_keeps_its_own_span()
    {
        using var caller = new Activity("caller").Start();

        var trace = Begin(new Clock());

        Assert.Same(caller, Activity.Current);
        trace.End(ExperimentState.Completed, null);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("nothing of the kind")]
    public void What_is_no_trace_is_not_continued(string? stored)
    {
        Assert.Null(ExperimentTrace.Continue(stored, _spec, new Clock()));
    }

    [Fact]
    public void Where_nobody_listens_there_is_nothing()
    {
        _listener.Dispose();

        Assert.Null(ExperimentTrace.Begin(_spec, new Clock()));
    }

    private ExperimentTrace Begin(Clock clock) => ExperimentTrace.Begin(_spec, clock) ?? throw new InvalidOperationException("Nobody listens.");

    private ExperimentTrace Continue(string stored, Clock clock) => ExperimentTrace.Continue(stored, _spec, clock) ?? throw new InvalidOperationException($"'{stored}' is not continued.");

    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public void Advance(TimeSpan time) => _now += time;

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
