namespace Orleans.Runtime;

/// <summary>
/// Where the silos of a cluster agree on who is in it. In one process it is a shared object; a table in a database takes its place between
/// processes.
/// </summary>
internal interface IMembershipStore
{
    /// <summary>The cluster now.</summary>
    ClusterView Current { get; }

    /// <summary>Gets ready, before the silo joins; messages can be sent.</summary>
    Task Start(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Enters a silo or changes its entry.</summary>
    Task Update(SiloEntry entry, CancellationToken cancellationToken = default);

    /// <summary>Waits until this silo, which has joined, and the active ones know each other.</summary>
    Task MeetOthers(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Changes the state of a silo; false when it is not there.</summary>
    Task<bool> TrySetStatus(SiloAddress silo, SiloStatus status);

    /// <summary>When a silo last renewed its lease, in UTC, as last read; null where there are no leases, since all silos share this process.</summary>
    DateTime? RenewedAt(SiloAddress silo) => null;

    /// <summary>Looks for changes; waits until at least a version is known.</summary>
    Task Refresh(long minimumVersion, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Does nothing more.</summary>
    void Stop()
    {
    }

    /// <summary>Tells of every later view, in order.</summary>
    /// <returns>Stops telling when disposed.</returns>
    IDisposable Subscribe(Action<ClusterView> listener);
}
