using Orleans.Runtime;
using ReAgent.Client.Experiments;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Scheduling;

namespace ReAgent.Client.Clusters;

/// <summary>A cluster that answers, or a stand-in for one.</summary>
internal interface IClusterConnection : IExperimentHost
{
    /// <summary>Knows every experiment.</summary>
    IExperimentDirectoryGrain Directory { get; }

    /// <summary>Knows who holds which places.</summary>
    ISchedulerGrain Scheduler { get; }

    /// <summary>Knows the silos.</summary>
    IManagementGrain Management { get; }
}
