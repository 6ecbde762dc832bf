using System.Collections.Immutable;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Work;
using ReAgent.Grains.Experiments;
using Xunit;

namespace ReAgent.Grains.Tests.Experiments;

public class StageTrackerTests
{
    private readonly StoppedClock _clock = new();
    private readonly StageTracker _tracker;

    public StageTrackerTests() => _tracker = new StageTracker(_clock);

    private static WorkStatus Running(long completed, long total, string unit = "rows", double? loss = null) => new(
        WorkState.Running,
        new WorkProgress(completed, total, unit, loss is { } value ? ImmutableSortedDictionary<string, double>.Empty.Add("loss", value) : ImmutableSortedDictionary<string, double>.Empty));

    private StageStatus Of(Stage stage) => _tracker.Stages.Single(status => status.Stage == stage);

    [Fact]
    public void Before_anything_begins_every_stage_is_pending_in_order()
    {
        Assert.Equal(Enum.GetValues<Stage>(), _tracker.Stages.Select(status => status.Stage));
        Assert.All(_tracker.Stages, status => Assert.Equal((StageState.Pending, TimeSpan.Zero), (status.State, status.Elapsed)));
    }

    [Fact]
    public void Progress_is_the_sum_over_the_items_latest_reports()
    {
        _tracker.Begin(Stage.Timeline, "rows");
        _tracker.Report(Stage.Timeline, 0, Running(1, 10));
        _tracker.Report(Stage.Timeline, 1, Running(20, 30));
        _tracker.Report(Stage.Timeline, 0, Running(5, 10));

        var progress = Of(Stage.Timeline).Progress;

        Assert.Equal((25L, 40L, "rows"), (progress.Completed, progress.Total, progress.Unit));
    }

    [Fact]
    public void Items_that_count_something_else_do_not_add_up()
    {
        _tracker.Begin(Stage.Evaluate, "episodes");
        _tracker.Report(Stage.Evaluate, 0, Running(1000, 2000, "rows"));
        _tracker.Report(Stage.Evaluate, 1, Running(2, 50, "episodes"));

        Assert.Equal((2L, 50L), (Of(Stage.Evaluate).Progress.Completed, Of(Stage.Evaluate).Progress.Total));
    }

    [Fact]
    public void Readings_are_those_of_an_item_that_has_some()
    {
        _tracker.Begin(Stage.Train, "steps");
        _tracker.Report(Stage.Train, 0, Running(1, 2, "steps", loss: 0.25));
        _tracker.Report(Stage.Train, 1, Running(0, 2, "steps"));

        Assert.Equal(0.25, Of(Stage.Train).Progress.Readings["loss"]);
    }

    [Fact]
    public void Time_runs_from_the_begin_to_the_end()
    {
        _tracker.Begin(Stage.Train, "steps");
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(3), Of(Stage.Train).Elapsed);

        _tracker.End(Stage.Train, StageState.Done, [new SummaryLine("steps", "8")]);
        _clock.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal((StageState.Done, TimeSpan.FromSeconds(3)), (Of(Stage.Train).State, Of(Stage.Train).Elapsed));
        Assert.Equal("8", Assert.Single(Of(Stage.Train).Summary).Text);
    }

    [Fact]
    public void A_stage_that_is_not_needed_is_skipped()
    {
        _tracker.Skip(Stage.Collect);

        Assert.Equal(StageState.Skipped, Of(Stage.Collect).State);
        Assert.Equal(StageState.Pending, Of(Stage.Timeline).State);
    }

    private sealed class StoppedClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan time) => _now += time.Ticks;
    }
}
