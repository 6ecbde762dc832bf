using System.Diagnostics;
using System.Globalization;

namespace ReAgent.Client.Clusters.Local;

/// <summary>Starts silos, each under a shell that guards it.</summary>
/// <remarks>
/// The guard waits for the end of a pipe that this process holds open. When the pipe ends, because the silo is to stop or because this process is gone, however
/// that came about, the silo gets SIGTERM, and SIGKILL when it has not ended in time: no silo outlives the process that watches over it.
/// </remarks>
internal sealed class SiloLauncher(ClusterFolder folder) : ISiloLauncher
{
    // Silos take up to drain-seconds (25 unless set) to hand their work over.
    private const int GraceSeconds = 35;

    private const string Guard =
        """
        trap '' INT HUP; exec 3<&0 </dev/null; log=$1 grace=$2; shift 2
        "$@" 3<&- >>"$log" 2>&1 & silo=$!
        echo "$silo"; exec >/dev/null 2>&1
        ( while read -r line <&3; do :; done; kill -TERM "$silo"; sleep "$grace" 3<&-; kill -KILL "$silo" ) & guard=$!
        exec 3<&-
        wait "$silo"; code=$?
        kill "$guard"
        exit "$code"
        """;

    /// <inheritdoc/>
    public ISiloProcess Start(ClusterPlan cluster, SiloPlan silo)
    {
        var start = ShellStart.Of(Guard);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.WorkingDirectory = folder.DataRoot;
        foreach (var argument in (string[])[folder.LogOf(silo.Name), GraceSeconds.ToString(CultureInfo.InvariantCulture), .. DotnetHost.Command("ReAgent.Silo.dll"), .. Options(cluster, silo)])
        {
            start.ArgumentList.Add(argument);
        }

        // What is set for the console is not meant for silos. The connection string may hold a password, which a command line would show to everyone.
        foreach (var variable in start.Environment.Keys.Where(key => key.StartsWith("REAGENT_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(variable);
        }

        start.Environment["REAGENT_DATABASE"] = cluster.Database;
        return new GuardedSilo(Process.Start(start)!);
    }

    /// <inheritdoc/>
    public bool IsUp(SiloPlan silo) => ClusterFolder.Answers(silo.Gateway);

    private string[] Options(ClusterPlan cluster, SiloPlan silo) =>
    [
        "--data-root", folder.DataRoot,
        "--silo-name", silo.Name,
        "--cluster-id", cluster.ClusterId,
        "--silo-port", Number(silo.SiloPort),
        "--gateway-port", Number(silo.GatewayPort),
        "--http-port", Number(silo.HttpPort),
        "--workers", Number(cluster.Workers),
        "--database-kind", cluster.DatabaseKind,
        "--log-format", "json",
        .. cluster.Options,
    ];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class GuardedSilo : ISiloProcess
    {
        private readonly StreamWriter _pipe;

        public GuardedSilo(Process guard)
        {
            _pipe = guard.StandardInput;
            Id = int.TryParse(guard.StandardOutput.ReadLine(), CultureInfo.InvariantCulture, out var id) ? id : guard.Id;
            Ended = End(guard);
        }

        public int Id { get; }

        public Task<int> Ended { get; }

        public void Stop() => _pipe.Close();

        private static async Task<int> End(Process guard)
        {
            using (guard)
            {
                await guard.WaitForExitAsync();
                return guard.ExitCode;
            }
        }
    }
}
