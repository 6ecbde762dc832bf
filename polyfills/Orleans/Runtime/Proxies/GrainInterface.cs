namespace Orleans.Runtime;

/// <summary>What is known of one grain interface, its proxy included.</summary>
/// <param name="Type">The interface.</param>
/// <param name="Id">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Methods">All methods, inherited ones included, in the order in which the proxy numbers them.</param>
/// <param name="Proxy">Class of its references.</param>
/// <param name="NewReference">Makes a reference.</param>
internal sealed record GrainInterface(
    Type Type,
    GrainInterfaceType Id,
    ushort Version,
    GrainMethod[] Methods,
    Type Proxy,
    Func<GrainId, GrainInterface, GrainReferenceRuntime, GrainReference> NewReference);
