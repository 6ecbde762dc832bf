namespace ReAgent.Client.Clusters;

/// <summary>No silo of a cluster answers.</summary>
internal sealed class ClusterUnreachableException(string message, Exception? cause = null) : Exception(message, cause);
