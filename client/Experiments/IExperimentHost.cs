using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Experiments;

/// <summary>Where experiments live: a silo in this process, or a stand-in for one.</summary>
internal interface IExperimentHost : IAsyncDisposable
{
    /// <summary>The experiment of that name.</summary>
    IExperimentGrain Experiment(string name);
}
