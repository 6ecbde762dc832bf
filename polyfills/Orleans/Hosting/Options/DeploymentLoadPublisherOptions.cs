namespace Orleans.Configuration;

/// <summary>How silos learn each other's load.</summary>
public class DeploymentLoadPublisherOptions
{
    /// <summary>Time between rounds; one second.</summary>
    public TimeSpan DeploymentLoadPublisherRefreshTime { get; set; } = TimeSpan.FromSeconds(1);
}
