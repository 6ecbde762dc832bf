using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ReAgent.Client.Experiments;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Work;

namespace ReAgent.Client.Tests.Experiments;

/// <summary>An experiment that goes through a written course, and remembers what it was asked.</summary>
internal sealed class ScriptedExperiment(ManualTime time) : IExperimentGrain, IExperimentHost
{
    private readonly List<Func<Task>> _steps = [];
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<Stage, StageStatus> _stages = Enum.GetValues<Stage>()
        .ToDictionary(stage => stage, stage => new StageStatus(stage, StageState.Pending, WorkProgress.None("rows"), TimeSpan.Zero, []));

    private ExperimentState _state = ExperimentState.Running;
    private string? _failure;
    private long _version;

    public ExperimentSpec? Spec { get; private set; }

    public string? Name { get; private set; }

    public HostOptions? Options { get; set; }

    public bool WasCancelled => _cancelled.Task.IsCompleted;

    public bool WasDisposed { get; private set; }

    /// <summary>Thrown by <see cref="Start"/>.</summary>
    public Exception? Refusal { get; init; }

    /// <summary>The stage begins.</summary>
    public ScriptedExperiment Begins(Stage stage) => Step(TimeSpan.Zero, stage, StageState.Running, 0, 0, "rows", []);

    /// <summary>The stage moves on.</summary>
    public ScriptedExperiment Moves(Stage stage, double seconds, long completed, long total, string unit, params (string Name, double Value)[] readings) =>
        Step(TimeSpan.FromSeconds(seconds), stage, StageState.Running, completed, total, unit, [], readings);

    /// <summary>The stage ends.</summary>
    public ScriptedExperiment Ends(Stage stage, StageState state, double seconds = 0, params SummaryLine[] summary) =>
        Step(TimeSpan.FromSeconds(seconds), stage, state, null, null, null, summary);

    /// <summary>The experiment ends.</summary>
    public ScriptedExperiment Finishes(ExperimentState state = ExperimentState.Completed, string? failure = null)
    {
        _steps.Add(() =>
        {
            (_state, _failure) = (state, failure);
            return Task.CompletedTask;
        });
        return this;
    }

    /// <summary>The stage says what it waits for.</summary>
    public ScriptedExperiment Notes(Stage stage, string note) => Then(() => _stages[stage] = _stages[stage] with { Note = note });

    /// <summary>The experiment holds still.</summary>
    public ScriptedExperiment Pauses() => Then(() => _state = ExperimentState.Paused);

    /// <summary>The experiment goes on.</summary>
    public ScriptedExperiment Resumes() => Then(() => _state = ExperimentState.Running);

    /// <summary>The experiment was started by someone else.</summary>
    public ScriptedExperiment IsStarted(string name, ExperimentState state = ExperimentState.Running)
    {
        Spec = new ExperimentSpec(name, $"outputs/{name}", """{"seed":1}""", Priority: 2);
        _state = state;
        return this;
    }

    /// <summary>Goes through steps before anybody looks.</summary>
    public async Task Follows(Action<ScriptedExperiment> steps)
    {
        steps(this);
        await foreach (var _ in Watch(_version, CancellationToken.None))
        {
        }
    }

    /// <summary>Something happens outside, such as Ctrl-C.</summary>
    public ScriptedExperiment Then(Action happens)
    {
        _steps.Add(() =>
        {
            happens();
            return Task.CompletedTask;
        });
        return this;
    }

    /// <summary>The watch is lost.</summary>
    public ScriptedExperiment LosesItsWatcher() => Then(() => throw new TimeoutException("lost"));

    /// <summary>The experiment goes on until it is cancelled.</summary>
    public ScriptedExperiment WaitsForCancel()
    {
        _steps.Add(() => _cancelled.Task);
        return this;
    }

    public Task<ExperimentStatus> Start(ExperimentSpec spec, CancellationToken cancellationToken)
    {
        if (Refusal is not null)
        {
            throw Refusal;
        }

        Spec = spec;
        return Status();
    }

    public Task<ExperimentStatus> Status() => Task.FromResult(new ExperimentStatus(_version, Spec, _state, [.. _stages.Values.OrderBy(stage => stage.Stage)], _failure));

    public async IAsyncEnumerable<ExperimentStatus> Watch(long afterVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        WatchedAfter.Add(afterVersion);
        while (_steps.Count > 0)
        {
            var step = _steps[0];
            _steps.RemoveAt(0);
            await step();
            _version++;
            yield return await Status();
        }
    }

    public Task Cancel()
    {
        _cancelled.TrySetResult();
        return Task.CompletedTask;
    }

    public Task Pause()
    {
        Asked.Add("pause");
        return Task.CompletedTask;
    }

    public Task<ExperimentStatus> Resume()
    {
        Asked.Add("resume");
        return Status();
    }

    public Task Delete()
    {
        Asked.Add("delete");
        return Task.CompletedTask;
    }

    /// <summary>What else was asked of it.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Versions after which it was watched.</summary>
    public List<long> WatchedAfter { get; } = [];

    public bool Outlives { get; init; }

    public IExperimentGrain Experiment(string name)
    {
        Name = name;
        return this;
    }

    public ValueTask DisposeAsync()
    {
        WasDisposed = true;
        return ValueTask.CompletedTask;
    }

    private ScriptedExperiment Step(
        TimeSpan takes, Stage stage, StageState state, long? completed, long? total, string? unit, SummaryLine[] summary, params (string Name, double Value)[] readings)
    {
        _steps.Add(() =>
        {
            time.Advance(takes);
            var before = _stages[stage];
            var progress = new WorkProgress(
                completed ?? before.Progress.Completed,
                total ?? before.Progress.Total,
                unit ?? before.Progress.Unit,
                completed is null ? before.Progress.Readings : readings.ToImmutableSortedDictionary(reading => reading.Name, reading => reading.Value));
            _stages[stage] = new StageStatus(stage, state, progress, before.Elapsed + takes, [.. summary]);
            return Task.CompletedTask;
        });
        return this;
    }
}
