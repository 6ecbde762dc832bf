namespace Orleans.TestingHost;

/// <summary>Settings of a <see cref="TestCluster"/>.</summary>
public class TestClusterOptions
{
    /// <summary>Id of the cluster.</summary>
    public string ClusterId { get; set; } = "test-cluster";

    /// <summary>Id of the service.</summary>
    public string ServiceId { get; set; } = "test-service";

    /// <summary>Silos that are started at first; 2.</summary>
    public short InitialSilosCount { get; set; } = 2;

    /// <summary>Whether a client is connected; true.</summary>
    public bool InitializeClientOnDeploy { get; set; } = true;

    /// <summary>Whether silos take clients; true.</summary>
    public bool GatewayPerSilo { get; set; } = true;
}
