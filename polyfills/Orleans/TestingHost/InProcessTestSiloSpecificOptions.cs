namespace Orleans.TestingHost;

/// <summary>Settings of one silo of a test cluster.</summary>
public sealed class InProcessTestSiloSpecificOptions
{
    /// <summary>Port for silos.</summary>
    public int SiloPort { get; init; }

    /// <summary>Port for clients; 0 for none.</summary>
    public int GatewayPort { get; init; }

    /// <summary>Name of the silo.</summary>
    public string SiloName { get; init; } = "";
}
