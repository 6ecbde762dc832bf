using System.Collections.Immutable;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Work;

namespace ReAgent.Grains.Experiments;

/// <summary>Keeps the standing of every stage from what the workers report.</summary>
internal sealed class StageTracker(TimeProvider time)
{
    private readonly Dictionary<Stage, Entry> _stages = Enum.GetValues<Stage>().ToDictionary(stage => stage, _ => new Entry());

    /// <summary>The stages in order.</summary>
    public ImmutableArray<StageStatus> Stages => [.. _stages.OrderBy(pair => pair.Key).Select(pair => pair.Value.Status(pair.Key, time))];

    public void Begin(Stage stage, string unit) =>
        _stages[stage] = new Entry { State = StageState.Running, Unit = unit, Started = time.GetTimestamp() };

    public void Report(Stage stage, int item, WorkStatus status) => _stages[stage].Items[item] = status;

    /// <summary>Says why the stage waits; null when it does not.</summary>
    public bool Waits(Stage stage, string? why)
    {
        var changed = _stages[stage].Waits != why;
        _stages[stage].Waits = why;
        return changed;
    }

    /// <summary>Says that a piece of work is done again.</summary>
    public void Again(Stage stage, string why)
    {
        _stages[stage].Repeated++;
        _stages[stage].Why = why;
    }

    public void End(Stage stage, StageState state, ImmutableArray<SummaryLine> summary)
    {
        var entry = _stages[stage];
        entry.State = state;
        entry.Summary = summary;
        entry.Ended = time.GetTimestamp();
        entry.Waits = null;
    }

    /// <summary>How much of its unit a stage has done.</summary>
    public long Completed(Stage stage) => _stages[stage].Status(stage, time).Progress.Completed;

    public void Skip(Stage stage) => _stages[stage].State = StageState.Skipped;

    private sealed class Entry
    {
        public StageState State { get; set; } = StageState.Pending;

        public string Unit { get; set; } = "";

        public long? Started { get; set; }

        public long? Ended { get; set; }

        public ImmutableArray<SummaryLine> Summary { get; set; } = [];

        public string? Waits { get; set; }

        public int Repeated { get; set; }

        public string? Why { get; set; }

        public SortedDictionary<int, WorkStatus> Items { get; } = [];

        public StageStatus Status(Stage stage, TimeProvider time)
        {
            var elapsed = Started is not { } started ? TimeSpan.Zero
                : Ended is { } ended ? time.GetElapsedTime(started, ended)
                : time.GetElapsedTime(started);
            return new StageStatus(stage, State, Progress(), elapsed, Summary, Note());
        }

        private string? Note()
        {
            var repeated = Repeated == 0 ? null : $"begun again {(Repeated == 1 ? "once" : $"{Repeated} times")}: {Why}";
            return (Waits, repeated) switch
            {
                (null, _) => repeated,
                (_, null) => Waits,
                _ => $"{Waits}; {repeated}",
            };
        }

        // Items of one stage may count different things (rows and episodes, in the evaluation): what counts as the stage's unit is summed.
        private WorkProgress Progress()
        {
            long completed = 0, total = 0;
            var readings = ImmutableSortedDictionary<string, double>.Empty;
            foreach (var status in Items.Values.Where(status => status.Progress.Unit == Unit))
            {
                completed += status.Progress.Completed;
                total += status.Progress.Total;
                readings = status.Progress.Readings.IsEmpty ? readings : status.Progress.Readings;
            }

            return new WorkProgress(completed, total, Unit, readings);
        }
    }
}
