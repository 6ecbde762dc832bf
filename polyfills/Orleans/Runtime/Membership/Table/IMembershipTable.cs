namespace Orleans.Runtime;

/// <summary>
/// A table that all silos of a cluster share. Every change but a renewal counts its version up, and is refused unless it expects the
/// version that is there; so changes happen one after the other, each in the knowledge of those before.
/// </summary>
internal interface IMembershipTable
{
    /// <summary>Whether the table lives in this process, so that it can always be reached and nobody else can without this process.</summary>
    bool IsHere => false;

    /// <summary>Gets ready; enters the cluster if it is new.</summary>
    Task Start(CancellationToken cancellationToken);

    /// <summary>All rows of the cluster.</summary>
    Task<MembershipRows> Read(CancellationToken cancellationToken);

    /// <summary>Adds a silo; false when the version is another or the silo is there.</summary>
    Task<bool> TryInsert(MembershipRow row, int version, CancellationToken cancellationToken);

    /// <summary>Changes a silo; false when the version is another or the silo is not there.</summary>
    Task<bool> TryUpdate(MembershipRow row, int version, CancellationToken cancellationToken);

    /// <summary>Says that a silo lives.</summary>
    Task Renew(SiloAddress silo, DateTime time, CancellationToken cancellationToken);

    /// <summary>Removes silos that are not active and have not been renewed since a time.</summary>
    Task RemoveDefunct(DateTime before, CancellationToken cancellationToken);
}
