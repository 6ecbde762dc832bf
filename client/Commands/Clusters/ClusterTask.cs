using System.CommandLine;
using ReAgent.Client.Clusters;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Client.Commands.Clusters;

/// <summary>What commands that ask a cluster have in common: options, connection, and how failures become sentences and exit codes.</summary>
internal sealed class ClusterTask(ClientServices services)
{
    private readonly ClusterOptions _cluster = new(mayBeNone: false);

    private readonly Option<string?> _dataRoot = new("--data-root")
    {
        Description = "Data root of the cluster on this machine that is meant when no other is named. Default: the working folder.",
        HelpName = "folder",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Write JSON to standard output." };
    private readonly Option<bool> _verbose = new("--verbose") { Description = "Write the log to standard error." };

    /// <summary>Gives a command the options, and what to do.</summary>
    /// <param name="command">The command.</param>
    /// <param name="work">What to do: with the command line, the cluster, and the user's wish to stop.</param>
    public Command For(Command command, Func<ParseResult, IClusterConnection, CancellationToken, Task<int>> work)
    {
        _cluster.AddTo(command);
        command.Add(_dataRoot);
        command.Add(_json);
        command.Add(_verbose);
        command.SetAction((parsed, _) => Run(parsed, work));
        return command;
    }

    /// <summary>True when JSON is asked for.</summary>
    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    private async Task<int> Run(ParseResult parsed, Func<ParseResult, IClusterConnection, CancellationToken, Task<int>> work)
    {
        var verbose = parsed.GetValue(_verbose);
        using var stop = services.StopSignal();
        try
        {
            var target = _cluster.Require(parsed, parsed.GetValue(_dataRoot), services);
            await using var cluster = await services.Connect(target, services.Errors, verbose);
            return await work(parsed, cluster, stop.Requested);
        }
        catch (ConfigException exception)
        {
            foreach (var problem in exception.Problems)
            {
                services.Errors.WriteLine(problem);
            }

            return ExitCode.BadUsage;
        }
        catch (OperationCanceledException) when (stop.Requested.IsCancellationRequested)
        {
            return ExitCode.Cancelled;
        }
        catch (Exception exception)
        {
            // The last place where a failure can become a sentence and an exit code.
            services.Errors.WriteLine($"error: {(verbose ? exception.ToString() : exception.Message)}");
            return ExitCode.Failed;
        }
    }
}
