using System.CommandLine;
using ReAgent.Client.Clusters.Local;
using ReAgent.Client.Views;

namespace ReAgent.Client.Commands.Clusters;

/// <summary><c>reagent cluster down</c>: stops the cluster that <c>up</c> started in a data root.</summary>
internal static class ClusterDownCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>The command.</summary>
    public static Command Build(ClientServices services)
    {
        var dataRoot = new Option<string>("--data-root") { Description = "Data root of the cluster.", HelpName = "folder", DefaultValueFactory = _ => "." };
        var json = new Option<bool>("--json") { Description = "Write JSON to standard output." };
        var command = new Command("down", "Stops the cluster of this data root in good order. What its experiments have finished stays; 'up' continues them.") { dataRoot, json };
        command.SetAction((parsed, _) => Stop(new ClusterFolder(parsed.GetValue(dataRoot)!), parsed.GetValue(json), services));
        return command;
    }

    private static async Task<int> Stop(ClusterFolder folder, bool json, ClientServices services)
    {
        if (SupervisorLock.HolderOf(folder) is not { } holder)
        {
            Say(services, json, "not_running", $"No cluster runs in '{folder.DataRoot}'.");
            return ExitCode.Success;
        }

        var started = services.Time.GetTimestamp();
        SupervisorLock.AskToStop(holder);
        while (SupervisorLock.HolderOf(folder) is not null)
        {
            if (services.Time.GetElapsedTime(started) > Patience)
            {
                services.Errors.WriteLine($"error: process {holder} has not stopped the cluster after {ProgressText.Duration(Patience)}. It ends, with all silos, by: kill -9 {holder}");
                return ExitCode.Failed;
            }

            await Task.Delay(Look, services.Time);
        }

        Say(services, json, "stopped", $"The cluster in '{folder.DataRoot}' is stopped ({ProgressText.Duration(services.Time.GetElapsedTime(started))}).");
        return ExitCode.Success;
    }

    private static void Say(ClientServices services, bool json, string state, string text) =>
        services.Output.WriteLine(json ? JsonText.Object(writer => writer.WriteString("state", state)) : text);
}
