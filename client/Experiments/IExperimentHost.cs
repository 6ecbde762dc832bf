using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Experiments;

/// <summary>Where experiments live: a silo in this process, a cluster, or a stand-in for either.</summary>
internal interface IExperimentHost : IAsyncDisposable
{
    /// <summary>The experiment of that name.</summary>
    IExperimentGrain Experiment(string name);

    /// <summary>True when experiments go on after this process has ended.</summary>
    bool Outlives { get; }
}
