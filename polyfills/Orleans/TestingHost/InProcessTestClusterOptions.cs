namespace Orleans.TestingHost;

/// <summary>Settings of a test cluster.</summary>
public sealed class InProcessTestClusterOptions
{
    /// <summary>Id of the cluster.</summary>
    public string ClusterId { get; set; } = "test-cluster";

    /// <summary>Id of the service.</summary>
    public string ServiceId { get; set; } = "test-service";

    /// <summary>Silos that are started at first; 1.</summary>
    public short InitialSilosCount { get; set; } = 1;

    /// <summary>Whether a client is connected; true.</summary>
    public bool InitializeClientOnDeploy { get; set; } = true;

    /// <summary>Whether silos take clients; true.</summary>
    public bool GatewayPerSilo { get; set; } = true;

    internal List<Action<InProcessTestSiloSpecificOptions, Microsoft.Extensions.Hosting.IHostApplicationBuilder>> SiloHostConfigurationDelegates { get; } = [];

    internal List<Action<Microsoft.Extensions.Hosting.IHostApplicationBuilder>> ClientHostConfigurationDelegates { get; } = [];
}
