using System.CommandLine;
using ReAgent.Client.Inspection;
using ReAgent.Client.Views;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Inspection;
using ReAgent.Data.Inspection.Findings;

namespace ReAgent.Client.Commands;

/// <summary><c>reagent inspect &lt;path&gt;</c>: says what is in a log, what is wrong with it, and what to do.</summary>
internal sealed class InspectCommand
{
    private readonly Argument<string[]> _paths = new("path")
    {
        Description = "Files, folders (with all below them) or patterns: Parquet, CSV or JSON lines.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Set a key of the experiment file that concerns logs: --set log.columns.reward=outcome. The value is YAML. May be repeated.",
        HelpName = "key=value",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _html = new("--html") { Description = "Write the findings as a page, too.", HelpName = "file" };

    private readonly Option<bool> _json = new("--json") { Description = "Write everything that was found as JSON to standard output." };

    private readonly Option<long?> _rows = new("--rows") { Description = "Look at the first so many rows only.", HelpName = "number" };

    private readonly ClientServices _services;

    private InspectCommand(ClientServices services)
    {
        _services = services;
        _rows.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && long.TryParse(result.Tokens[0].Value, out var rows) && rows < 1)
            {
                result.AddError($"--rows is {rows}, but must be at least 1.");
            }
        });
    }

    /// <summary>The command.</summary>
    public static Command Build(ClientServices services)
    {
        var inspect = new InspectCommand(services);
        var command = new Command("inspect", "Looks through logged episodes: what is in them, what is wrong with them, and what to do. Exit code 3 says that they cannot be used as they are.")
        {
            inspect._paths, inspect._set, inspect._html, inspect._json, inspect._rows,
        };
        command.SetAction((parsed, _) => inspect.Run(parsed));
        return command;
    }

    private async Task<int> Run(ParseResult parsed)
    {
        using var stop = _services.StopSignal();
        var terminal = _services.Terminal();
        var progress = new ProgressLine(_services.Errors, terminal is not null, _services.Time);
        try
        {
            var started = _services.Time.GetTimestamp();
            var options = Options(parsed);
            var inspection = await LogInspector.Inspect(".", parsed.GetValue(_paths)!, options, new InspectionProgressLine(progress), stop.Requested);
            progress.Clear();
            var findings = InspectionFindings.Of(inspection);
            var elapsed = _services.Time.GetElapsedTime(started);
            if (parsed.GetValue(_html) is { } page)
            {
                await File.WriteAllTextAsync(page, InspectionHtml.Page(inspection, findings), stop.Requested);
            }

            if (parsed.GetValue(_json))
            {
                await _services.Output.WriteLineAsync(InspectionJson.Text(inspection, findings));
            }
            else
            {
                new InspectionWriter(_services.Output, terminal).Write(InspectionText.Lines(inspection, findings, elapsed));
            }

            return findings.Verdict == LogVerdict.NotUsable ? ExitCode.BelowBar : ExitCode.Success;
        }
        catch (ConfigException exception)
        {
            foreach (var problem in exception.Problems)
            {
                _services.Errors.WriteLine(problem);
            }

            return ExitCode.BadUsage;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or NotSupportedException)
        {
            _services.Errors.WriteLine($"error: {exception.Message}");
            return ExitCode.BadUsage;
        }
        catch (OperationCanceledException) when (stop.Requested.IsCancellationRequested)
        {
            progress.Clear();
            _services.Errors.WriteLine("stopped; nothing was written");
            return ExitCode.Cancelled;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            progress.Clear();
            _services.Errors.WriteLine($"error: {exception.Message}");
            return ExitCode.Failed;
        }
    }

    private InspectionOptions Options(ParseResult parsed)
    {
        var config = new ConfigBinder(new ConfigCatalog(typeof(LogInspector).Assembly)).Bind<InspectionConfig>(SettingsText.Read(parsed.GetValue(_set) ?? [])).Require();
        return new InspectionOptions { Log = config.Log, MaxQuarantinedShare = config.Timeline.MaxQuarantinedShare, Rows = parsed.GetValue(_rows) };
    }
}
