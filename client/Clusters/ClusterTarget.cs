using System.Collections.Immutable;
using System.Net;
using ReAgent.Silo.Security;

namespace ReAgent.Client.Clusters;

/// <summary>A cluster to talk to.</summary>
/// <param name="Gateways">Where its silos take clients.</param>
/// <param name="ClusterId">Its id.</param>
/// <param name="Tls">Certificates; null for connections in the clear.</param>
/// <param name="Token">What says who the caller is; null for nobody.</param>
/// <param name="DataRoot">The data root, when it is a cluster that was started from this machine's folder; null when only the silos know it.</param>
/// <param name="Names">What <paramref name="Gateways"/> was found by and will be again, since addresses behind names change; null when these are all there is.</param>
internal sealed record ClusterTarget(
    ImmutableArray<IPEndPoint> Gateways, string ClusterId, TlsFiles? Tls = null, string? Token = null, string? DataRoot = null, string? Names = null)
{
    /// <summary>The id of clusters that were given none.</summary>
    public const string DefaultId = "reagent";

    /// <summary>Addresses for messages.</summary>
    public string Text => string.Join(", ", Gateways);
}
