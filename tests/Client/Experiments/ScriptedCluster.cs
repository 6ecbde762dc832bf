using System.Collections.Immutable;
using Orleans.Runtime;
using ReAgent.Client.Clusters;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Scheduling;

namespace ReAgent.Client.Tests.Experiments;

/// <summary>A cluster with a written state.</summary>
internal sealed class ScriptedCluster : IClusterConnection, IExperimentDirectoryGrain, ISchedulerGrain
{
    private readonly Dictionary<string, ScriptedExperiment> _experiments = [];
    private readonly List<ExperimentSummary> _summaries = [];

    public bool Outlives => true;

    public IExperimentDirectoryGrain Directory => this;

    public ISchedulerGrain Scheduler => this;

    public required IManagementGrain Management { get; init; }

    public ClusterLoad Written { get; init; } = new([], []);

    /// <summary>How often the directory is not there before it answers.</summary>
    public int Absences { get; set; }

    /// <summary>Adds an experiment.</summary>
    public ScriptedCluster With(string name, ExperimentState state, ScriptedExperiment experiment, string? failure = null)
    {
        _experiments[name] = experiment;
        _summaries.Add(new ExperimentSummary(name, state, 2, $"outputs/{name}", new DateTime(2026, 3, 1, 23, 30, 0, DateTimeKind.Utc), new DateTime(2026, 3, 2, 11, 59, 0, DateTimeKind.Utc), failure));
        return this;
    }

    public IExperimentGrain Experiment(string name) => _experiments[name].Experiment(name);

    public Task<ImmutableArray<ExperimentSummary>> List() => Absences-- > 0
        ? throw new SiloUnavailableException("The silo is gone.")
        : Task.FromResult(_summaries.ToImmutableArray());

    public Task Enter(ExperimentSummary experiment) => throw new InvalidOperationException("This is not for clients.");

    public Task Remove(string name) => throw new InvalidOperationException("This is not for clients.");

    public Task<ScheduleAnswer> Report(ExperimentNeeds needs) => throw new InvalidOperationException("This is not for clients.");

    public Task<ClusterLoad> Load() => Task.FromResult(Written);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
