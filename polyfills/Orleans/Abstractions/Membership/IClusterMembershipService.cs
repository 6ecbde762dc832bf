namespace Orleans.Runtime;

/// <summary>The cluster's membership.</summary>
public interface IClusterMembershipService
{
    /// <summary>The membership now.</summary>
    ClusterMembershipSnapshot CurrentSnapshot { get; }

    /// <summary>The membership now and after every change.</summary>
    IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates { get; }

    /// <summary>Waits until at least a version is known.</summary>
    ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default);

    /// <summary>Declares a silo dead.</summary>
    Task<bool> TryKill(SiloAddress siloAddress);
}
