using System.CommandLine;
using System.Diagnostics;
using ReAgent.Client.Clusters;
using ReAgent.Client.Clusters.Local;
using ReAgent.Client.Views.Clusters;

namespace ReAgent.Client.Commands.Clusters;

/// <summary><c>reagent cluster up</c>: starts silos on this machine, and keeps them running until Ctrl-C.</summary>
internal sealed class ClusterUpCommand
{
    private const int MostSilos = 64;
    private const int LeastPort = 1024;
    private const string Sqlite = "sqlite";
    private const string PostgreSql = "postgresql";
    private const string DetachName = "--detach";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly Option<int> _silos = new("--silos") { Description = $"How many silos, from 1 to {MostSilos}.", DefaultValueFactory = _ => 3 };

    private readonly Option<string> _dataRoot = new("--data-root")
    {
        Description = "Folder under which the silos read and write everything; the cluster keeps its own files in .cluster there.",
        HelpName = "folder",
        DefaultValueFactory = _ => ".",
    };

    private readonly Option<string?> _database = new("--database")
    {
        Description = "Connection string of the database that holds membership, state and reminders. Default: an SQLite file, <data-root>/.cluster/cluster.db.",
        HelpName = "connection string",
    };

    private readonly Option<string> _databaseKind = new("--database-kind") { Description = "What --database is: postgresql or sqlite.", DefaultValueFactory = _ => PostgreSql };
    private readonly Option<int?> _basePort = new("--base-port") { Description = "First port of three for each silo. Default: 11111, 30000 and 8080 and those after them, or others that are free." };
    private readonly Option<int?> _workers = new("--workers") { Description = "How many pieces of work each silo runs at once. Default: the cores, shared among the silos." };
    private readonly Option<string> _clusterId = new("--cluster-id") { Description = "Id of the cluster.", DefaultValueFactory = _ => ClusterTarget.DefaultId, HelpName = "id" };
    private readonly Option<bool> _detach = new(DetachName) { Description = "Give the terminal back when the silos are up; 'reagent cluster down' stops them." };
    private readonly Option<bool> _json = new("--json") { Description = "Write a JSON line for each thing that happens." };

    private readonly Argument<string[]> _options = new("silo-options")
    {
        Description = "After '--': further options of the silos, for example -- --lease-seconds 10.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly ClientServices _services;

    private ClusterUpCommand(ClientServices services)
    {
        _services = services;
        _databaseKind.AcceptOnlyFromAmong(PostgreSql, Sqlite);
        Limit(_silos, 1, MostSilos);
        Limit(_basePort, LeastPort, ushort.MaxValue - (3 * MostSilos));
        Limit(_workers, 1, 4096);
    }

    /// <summary>The command.</summary>
    public static Command Build(ClientServices services)
    {
        var up = new ClusterUpCommand(services);
        var command = new Command("up", "Starts silos on this machine and keeps them running: one that ends is started again. Ctrl-C stops all in good order.")
        {
            up._silos, up._dataRoot, up._database, up._databaseKind, up._basePort, up._workers, up._clusterId, up._detach, up._json, up._options,
        };
        command.SetAction((parsed, _) => up.Run(parsed));
        return command;
    }

    private static void Limit<T>(Option<T> option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var number) && (number < least || number > most))
        {
            result.AddError($"{option.Name} is {number}, but must be from {least} to {most}.");
        }
    });

    private async Task<int> Run(ParseResult parsed)
    {
        try
        {
            var folder = new ClusterFolder(parsed.GetValue(_dataRoot)!);
            Directory.CreateDirectory(folder.Path);
            return parsed.GetValue(_detach) ? await Detach(parsed, folder) : await Watch(parsed, folder);
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            _services.Errors.WriteLine($"error: {exception.Message}");
            return ExitCode.Failed;
        }
    }

    private async Task<int> Watch(ParseResult parsed, ClusterFolder folder)
    {
        if (!SupervisorLock.TryTake(folder, out var taken))
        {
            _services.Errors.WriteLine(AlreadyUp(folder));
            return ExitCode.Failed;
        }

        using (taken)
        {
            using var stop = _services.StopSignal();
            var plan = Plan(parsed, folder);
            foreach (var silo in plan.Silos)
            {
                LogRotation.Rotate(folder.LogOf(silo.Name));
            }

            var view = parsed.GetValue(_json) ? (ISupervisorView)new SupervisorJson(_services.Output) : new SupervisorText(_services.Output, folder);
            await using var stopping = stop.Requested.Register(view.Stopping);
            try
            {
                var stopped = await new Supervisor(_services.Launcher(folder), plan, view, _services.Time).Run(
                    () =>
                    {
                        folder.Announce(plan.ClusterId, plan.Silos.Select(silo => silo.Gateway));
                        view.Ready(plan);
                    },
                    stop.Requested);
                return stopped ? ExitCode.Success : ExitCode.Failed;
            }
            finally
            {
                File.Delete(folder.Gateways);
            }
        }
    }

    // The same command again in a process of its own, which is waited for until its silos are up.
    private async Task<int> Detach(ParseResult parsed, ClusterFolder folder)
    {
        if (SupervisorLock.HolderOf(folder) is not null)
        {
            _services.Errors.WriteLine(AlreadyUp(folder));
            return ExitCode.Failed;
        }

        LogRotation.Rotate(folder.SupervisorLog);
        var start = ShellStart.Of("""log=$1; shift; exec "$@" </dev/null >"$log" 2>&1""");
        foreach (var argument in (string[])[folder.SupervisorLog, .. DotnetHost.Command("ReAgent.Client.dll"), .. parsed.Tokens.Select(token => token.Value).Where(value => value != DetachName)])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var started = _services.Time.GetTimestamp();
        while (!process.HasExited && _services.Time.GetElapsedTime(started) < Patience)
        {
            if (File.Exists(folder.Gateways) && SupervisorLock.HolderOf(folder) is not null)
            {
                _services.Output.Write(File.ReadAllText(folder.SupervisorLog).Replace(SupervisorText.UntilCtrlC, SupervisorText.UntilDown, StringComparison.Ordinal));
                return ExitCode.Success;
            }

            await Task.Delay(Look, _services.Time);
        }

        _services.Errors.Write(File.ReadAllText(folder.SupervisorLog));
        _services.Errors.WriteLine(process.HasExited
            ? "error: the cluster did not come up."
            : $"error: the cluster is not up after {Patience.TotalMinutes:0} minutes; it is still tried. See {folder.SupervisorLog}, or stop it: reagent cluster down");
        return ExitCode.Failed;
    }

    private ClusterPlan Plan(ParseResult parsed, ClusterFolder folder)
    {
        var count = parsed.GetValue(_silos);
        var database = parsed.GetValue(_database);
        return new ClusterPlan(
            parsed.GetValue(_clusterId)!,
            ClusterPlan.Plan(count, parsed.GetValue(_basePort)),
            parsed.GetValue(_workers) ?? Math.Max(1, Environment.ProcessorCount / count),
            database is null ? Sqlite : parsed.GetValue(_databaseKind)!,
            database ?? $"Data Source={folder.Database}",
            [.. parsed.GetValue(_options) ?? []]);
    }

    private static string AlreadyUp(ClusterFolder folder) =>
        $"error: a cluster runs in '{folder.DataRoot}' already (process {SupervisorLock.HolderOf(folder)}). See it: reagent cluster status. Stop it: reagent cluster down";
}
