using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>States of the silos, as this one knows them.</summary>
public interface ISiloStatusOracle
{
    /// <summary>State of this silo.</summary>
    SiloStatus CurrentStatus { get; }

    /// <summary>Name of this silo.</summary>
    string SiloName { get; }

    /// <summary>Address of this silo.</summary>
    SiloAddress SiloAddress { get; }

    /// <summary>State of a silo.</summary>
    SiloStatus GetApproximateSiloStatus(SiloAddress siloAddress);

    /// <summary>States of all silos.</summary>
    Dictionary<SiloAddress, SiloStatus> GetApproximateSiloStatuses(bool onlyActive = false);

    /// <summary>The active silos.</summary>
    ImmutableArray<SiloAddress> GetActiveSilos();

    /// <summary>Name of a silo.</summary>
    bool TryGetSiloName(SiloAddress siloAddress, out string siloName);

    /// <summary>Whether a silo may hold activations.</summary>
    bool IsFunctionalDirectory(SiloAddress siloAddress);

    /// <summary>Whether a silo is gone.</summary>
    bool IsDeadSilo(SiloAddress silo);

    /// <summary>Tells of changes.</summary>
    bool SubscribeToSiloStatusEvents(ISiloStatusListener observer);

    /// <summary>Stops telling of changes.</summary>
    bool UnSubscribeFromSiloStatusEvents(ISiloStatusListener observer);
}

/// <summary>Hears of changes of silos.</summary>
public interface ISiloStatusListener
{
    /// <summary>A silo's state changed.</summary>
    void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status);
}
