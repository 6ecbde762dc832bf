using System.Collections.Concurrent;
using ReAgent.Client.Experiments;
using ReAgent.Client.Tests.Experiments;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Tests.Sweeps;

/// <summary>A place of many experiments, each with a course of its own.</summary>
internal sealed class ScriptedHost(Func<string, ScriptedExperiment> make) : IExperimentHost
{
    private readonly ConcurrentDictionary<string, ScriptedExperiment> _experiments = new();

    public bool Outlives => false;

    /// <summary>The experiments that were asked for, by name.</summary>
    public IReadOnlyDictionary<string, ScriptedExperiment> Experiments => _experiments;

    public IExperimentGrain Experiment(string name) => _experiments.GetOrAdd(name, make);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
