namespace Orleans.Runtime;

/// <summary>What silos ask each other about clients.</summary>
[GrainInterfaceType("sys.clients")]
internal interface IClientDirectory : ISystemTarget
{
    /// <summary>Whether a client is connected to the silo that is asked.</summary>
    Task<bool> Holds(GrainId client);
}
