namespace ReAgent.Client.Clusters.Local;

/// <summary>Starts silos in processes of their own.</summary>
internal interface ISiloLauncher
{
    /// <summary>Starts a silo.</summary>
    ISiloProcess Start(ClusterPlan cluster, SiloPlan silo);

    /// <summary>Whether a silo that was started takes clients by now.</summary>
    bool IsUp(SiloPlan silo);
}

/// <summary>A silo in a process of its own.</summary>
internal interface ISiloProcess
{
    /// <summary>Its process id.</summary>
    int Id { get; }

    /// <summary>Its exit code, once it has ended.</summary>
    Task<int> Ended { get; }

    /// <summary>Asks it to stop in good order; it is killed when that takes longer than it may.</summary>
    void Stop();
}
