using System.Net;

namespace Orleans.Configuration;

/// <summary>A cluster whose membership lives in one of its silos.</summary>
public class DevelopmentClusterMembershipOptions
{
    /// <summary>Endpoint of the silo that holds the membership.</summary>
    public IPEndPoint? PrimarySiloEndpoint { get; set; }
}
