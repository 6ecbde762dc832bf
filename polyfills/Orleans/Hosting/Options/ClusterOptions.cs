namespace Orleans.Configuration;

/// <summary>Which cluster.</summary>
public class ClusterOptions
{
    /// <summary>The cluster, "default" unless set: silos with the same one form a cluster.</summary>
    public string ClusterId { get; set; } = "default";

    /// <summary>The service, "default" unless set: it outlives clusters and is part of the keys of persistent state.</summary>
    public string ServiceId { get; set; } = "default";
}
