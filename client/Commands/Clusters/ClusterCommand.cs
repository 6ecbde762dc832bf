using System.CommandLine;

namespace ReAgent.Client.Commands.Clusters;

/// <summary><c>reagent cluster …</c>: silos on this machine, and the state of any cluster.</summary>
internal static class ClusterCommand
{
    /// <summary>The command with its verbs.</summary>
    public static Command Build(ClientServices services) =>
        new("cluster", "Runs a cluster of silos on this machine, and shows how any cluster is.")
        {
            ClusterUpCommand.Build(services),
            ClusterDownCommand.Build(services),
            ClusterStatusCommand.Build(services),
        };
}
