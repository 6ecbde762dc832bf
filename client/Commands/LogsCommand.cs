using System.CommandLine;
using System.Globalization;
using ReAgent.Client.Clusters.Local;
using ReAgent.Client.Logs;
using ReAgent.Client.Views;
using ReAgent.Contracts.Configuration;

namespace ReAgent.Client.Commands;

/// <summary><c>reagent logs</c>: what the silos of a cluster on this machine have written.</summary>
internal sealed class LogsCommand
{
    private static readonly string[] Levels = ["trace", "debug", "information", "warning", "error", "critical"];
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);

    private readonly Option<string?> _silo = new("--silo") { Description = "Only this silo's.", HelpName = "name" };
    private readonly Option<string?> _experiment = new("--experiment") { Description = "Only what is about this experiment.", HelpName = "name" };
    private readonly Option<string?> _level = new("--level") { Description = $"Only what is at least so serious: {string.Join(", ", Levels)}." };
    private readonly Option<int?> _lines = new("--lines", "-n") { Description = "Only the last so many entries.", HelpName = "number" };
    private readonly Option<bool> _follow = new("--follow", "-f") { Description = "Go on with what is written from now on, until Ctrl-C." };
    private readonly Option<string> _dataRoot = new("--data-root") { Description = "Data root of the cluster.", HelpName = "folder", DefaultValueFactory = _ => "." };
    private readonly Option<string?> _cluster = new("--cluster") { Description = "Another cluster has its logs where its silos run; this says where to look.", HelpName = "addresses" };
    private readonly Option<bool> _json = new("--json") { Description = "The entries as the silos wrote them, JSON lines, with the silo's name." };
    private readonly ClientServices _services;

    private LogsCommand(ClientServices services)
    {
        _services = services;
        _level.AcceptOnlyFromAmong(Levels);
    }

    /// <summary>The command.</summary>
    public static Command Build(ClientServices services)
    {
        var logs = new LogsCommand(services);
        var command = new Command("logs", "What the silos of a cluster on this machine have written, in the order of time.")
        {
            logs._silo, logs._experiment, logs._level, logs._lines, logs._follow, logs._dataRoot, logs._cluster, logs._json,
        };
        command.SetAction((parsed, _) => logs.Run(parsed));
        return command;
    }

    private async Task<int> Run(ParseResult parsed)
    {
        if (parsed.GetValue(_cluster) is { } other)
        {
            _services.Errors.WriteLine(
                $"The logs of the cluster at {other} are where its silos run, on their standard output: with Kubernetes 'kubectl logs -n reagent -l app.kubernetes.io/name=reagent-silo --prefix --tail=-1', with systemd 'journalctl -u reagent-silo'. Leave --cluster out for the cluster of this data root.");
            return ExitCode.BadUsage;
        }

        var folder = new ClusterFolder(parsed.GetValue(_dataRoot)!);
        var silo = parsed.GetValue(_silo);
        if (Problem(silo, SiloLogs.Names(folder), folder) is { } problem)
        {
            _services.Errors.WriteLine(problem);
            return ExitCode.BadUsage;
        }

        using var stop = _services.StopSignal();
        using var logs = new SiloLogs(folder, silo);
        Write(parsed, News(parsed, logs).TakeLast(parsed.GetValue(_lines) ?? int.MaxValue));
        while (parsed.GetValue(_follow) && !stop.Requested.IsCancellationRequested)
        {
            await Task.Delay(Look, _services.Time, stop.Requested).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Write(parsed, News(parsed, logs));
        }

        return ExitCode.Success;
    }

    private static string? Problem(string? silo, string[] names, ClusterFolder folder)
    {
        if (names.Length == 0)
        {
            return $"No cluster has run in '{folder.DataRoot}', so there are no logs. 'reagent cluster up' starts one; --data-root names another folder.";
        }

        if (silo is null || names.Contains(silo))
        {
            return null;
        }

        var nearest = NearestName.Find(silo, names);
        return $"--silo {silo}: there is no log of that silo{(nearest is null ? "" : $"; did you mean '{nearest}'?")} There are: {string.Join(", ", names)}.";
    }

    private IEnumerable<LogEntry> News(ParseResult parsed, SiloLogs logs)
    {
        var least = parsed.GetValue(_level) is { } level ? Array.IndexOf(Levels, level) : -1;
        return logs.News()
            .Where(entry => entry.Severity >= least && (parsed.GetValue(_experiment) is not { } experiment || entry.Concerns(experiment)))
            .OrderBy(entry => entry.Time);
    }

    private void Write(ParseResult parsed, IEnumerable<LogEntry> entries)
    {
        foreach (var entry in entries)
        {
            _services.Output.WriteLine(parsed.GetValue(_json) ? Json(entry) : Text(entry));
        }

        _services.Output.Flush();
    }

    private static string Json(LogEntry entry) => JsonText.Object(json =>
    {
        json.WriteString("silo", entry.Silo);
        if (entry.Level is null)
        {
            json.WriteString("line", entry.Line);
        }
        else
        {
            json.WritePropertyName("entry");
            json.WriteRawValue(entry.Line);
        }
    });

    private string Text(LogEntry entry)
    {
        if (entry.Level is null || entry.Time is not { } time)
        {
            return $"{entry.Silo}  {entry.Line}";
        }

        var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(time, DateTimeKind.Utc), _services.Zone);
        var category = entry.Category is { } full ? full[(full.LastIndexOf('.') + 1)..] : "";
        var exception = entry.Exception is null ? "" : $"{Environment.NewLine}    {entry.Exception.ReplaceLineEndings($"{Environment.NewLine}    ")}";
        return string.Create(CultureInfo.InvariantCulture, $"{local:MM-dd HH:mm:ss.fff}  {entry.Silo}  {entry.Level.ToLowerInvariant(),-11}  {category}: {entry.Message}{exception}");
    }
}
