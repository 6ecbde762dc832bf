using System.CommandLine;
using ReAgent.Client.Clusters;
using ReAgent.Client.Views.Clusters;

namespace ReAgent.Client.Commands.Clusters;

/// <summary><c>reagent cluster status</c>: the silos of a cluster, what they hold, and who waits.</summary>
internal static class ClusterStatusCommand
{
    /// <summary>The command.</summary>
    public static Command Build(ClientServices services)
    {
        var task = new ClusterTask(services);
        var all = new Option<bool>("--all") { Description = "Show silos that are gone, too." };
        return task.For(new Command("status", "The silos of a cluster, what they hold, and who waits.") { all }, async (parsed, cluster, stop) =>
        {
            var report = await ClusterReport.Of(cluster, parsed.GetValue(all), services.Time, stop);
            if (task.IsJson(parsed))
            {
                services.Output.WriteLine(ClusterJson.Of(report));
            }
            else
            {
                foreach (var line in ClusterText.Lines(report))
                {
                    services.Output.WriteLine(line);
                }
            }

            return ExitCode.Success;
        });
    }
}
