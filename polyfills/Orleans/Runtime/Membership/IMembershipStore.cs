namespace Orleans.Runtime;

/// <summary>
/// Where the silos of a cluster agree on who is in it. In one process it is a shared object; a table in a database takes its place between
/// processes.
/// </summary>
internal interface IMembershipStore
{
    /// <summary>The cluster now.</summary>
    ClusterView Current { get; }

    /// <summary>Enters a silo or changes its entry.</summary>
    Task Update(SiloEntry entry);

    /// <summary>Changes the state of a silo; false when it is not there.</summary>
    Task<bool> TrySetStatus(SiloAddress silo, SiloStatus status);

    /// <summary>Tells of every later view, in order.</summary>
    /// <returns>Stops telling when disposed.</returns>
    IDisposable Subscribe(Action<ClusterView> listener);
}
