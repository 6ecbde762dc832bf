namespace Orleans.Runtime;

/// <summary>Who this silo is.</summary>
public interface ILocalSiloDetails
{
    /// <summary>Name of the silo.</summary>
    string Name { get; }

    /// <summary>The cluster it belongs to.</summary>
    string ClusterId { get; }

    /// <summary>Name of its machine.</summary>
    string DnsHostName { get; }

    /// <summary>Its address among silos.</summary>
    SiloAddress SiloAddress { get; }

    /// <summary>Its address for clients; null when it takes none.</summary>
    SiloAddress? GatewayAddress { get; }
}
