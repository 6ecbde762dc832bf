using System.CommandLine;
using System.Globalization;
using System.Text;
using ReAgent.Client.Configuration;
using ReAgent.Client.Experiments;
using ReAgent.Client.Results;
using ReAgent.Client.Views;
using ReAgent.Contracts.Configuration;
using ReAgent.Data.Work;

namespace ReAgent.Client.Commands;

/// <summary><c>reagent bench results</c>: runs a suite of experiment files over several seeds and writes the page of results.</summary>
internal sealed class BenchCommand
{
    private const string DefaultSuite = "bench/results/suite.yaml";
    private const string DefaultPage = "docs/results.md";

    private readonly Argument<string> _suite = new("suite")
    {
        Description = "The suite: a file that names experiment files in groups.",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => DefaultSuite,
    };

    private readonly Option<string> _seeds = new("--seeds")
    {
        Description = "The seeds: a list (1,2,3), a range (1-5), or both.",
        HelpName = "seeds",
        DefaultValueFactory = _ => "1-5",
    };

    private readonly Option<string[]> _only = new("--only")
    {
        Description = "Run only experiment files whose path contains this text; the page still shows the others, with what is known of them. May be repeated.",
        HelpName = "text",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string> _out = new("--out") { Description = "The page to write.", HelpName = "file", DefaultValueFactory = _ => DefaultPage };

    private readonly Option<int?> _workers = new("--workers") { Description = "How many experiments may run at once. Default: the number of cores." };

    private readonly Option<bool> _json = new("--json") { Description = "Write each result as a line of JSON to standard output." };

    private readonly ClientServices _services;

    private BenchCommand(ClientServices services)
    {
        _services = services;
        _seeds.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && Seeds(result.Tokens[0].Value) is null)
            {
                result.AddError($"--seeds is '{result.Tokens[0].Value}', but must be a list such as 1,2,3 or a range such as 1-5.");
            }
        });
        _workers.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var workers) && workers < 1)
            {
                result.AddError($"--workers is {workers}, but must be at least 1.");
            }
        });
    }

    /// <summary>The command.</summary>
    public static Command Build(ClientServices services)
    {
        var bench = new BenchCommand(services);
        var results = new Command("results", "Runs every experiment file of a suite over several seeds, and writes what they earned as a page. Exit code 3 says that a median is below its file's passing_score_bar.")
        {
            bench._suite, bench._seeds, bench._only, bench._out, bench._workers, bench._json,
        };
        results.SetAction((parsed, _) => bench.Run(parsed));
        return new Command("bench", "Measures how well experiment files do.") { results };
    }

    private async Task<int> Run(ParseResult parsed)
    {
        try
        {
            using var stop = _services.StopSignal();
            return await Execute(parsed, stop.Requested);
        }
        catch (ConfigException exception)
        {
            foreach (var problem in exception.Problems)
            {
                _services.Errors.WriteLine(problem);
            }

            return ExitCode.BadUsage;
        }
        catch (OperationCanceledException)
        {
            _services.Errors.WriteLine("stopped; the same command continues from there");
            return ExitCode.Cancelled;
        }
        catch (Exception exception)
        {
            // The last place where a failure can become a sentence and an exit code.
            _services.Errors.WriteLine($"error: {exception.Message}");
            return ExitCode.Failed;
        }
    }

    private async Task<int> Execute(ParseResult parsed, CancellationToken stop)
    {
        var suite = Suite(parsed.GetValue(_suite)!);
        var seeds = Seeds(parsed.GetValue(_seeds)!)!;
        var groups = Experiments(suite);
        var only = parsed.GetValue(_only) ?? [];
        var trials = seeds.SelectMany(seed => groups.SelectMany(group => group)
            .Where(experiment => only.Length == 0 || only.Any(text => experiment.Entry.File.Contains(text, StringComparison.Ordinal)))
            .Select(experiment => (experiment, seed))).ToArray();
        var workers = parsed.GetValue(_workers) ?? Environment.ProcessorCount;
        var started = _services.Time.GetTimestamp();
        var failed = 0;
        await using (var host = await _services.StartHost(new HostOptions(".", workers), false))
        {
            var json = parsed.GetValue(_json);
            failed = await new ResultsRun(host, workers, _services.Time)
            {
                Finished = (result, done, all) => _services.Output.WriteLine(json ? result.ToJson() : Line(result, done, all, _services.Time.GetElapsedTime(started))),
                Failed = (name, reason) => _services.Errors.WriteLine($"{name}: {reason}"),
            }.Execute(trials, stop);
        }

        var rows = groups.Select(group => (IReadOnlyList<ResultsRow>)[.. group.Select(experiment =>
            new ResultsRow(experiment, [.. seeds.Select(seed => SeedResult.Read(experiment.FolderOf(seed)))]))]).ToArray();
        var command = $"./reagent bench results{(parsed.GetValue(_suite) == DefaultSuite ? "" : $" {parsed.GetValue(_suite)}")} --seeds {parsed.GetValue(_seeds)}";
        var page = Path.GetFullPath(parsed.GetValue(_out)!);
        Directory.CreateDirectory(Path.GetDirectoryName(page)!);
        AtomicFile.Write(page, Encoding.UTF8.GetBytes(ResultsPage.Write(suite, seeds, rows, command, Machine.Describe())));
        return failed > 0 ? ExitCode.Failed : rows.SelectMany(group => group).Any(row => row.IsBelowBar) ? ExitCode.BelowBar : ExitCode.Success;
    }

    private static ResultsSuite Suite(string path)
    {
        if (!File.Exists(path))
        {
            throw new ConfigException([new ConfigProblem("", "there is no such file", new(path))]);
        }

        return new ConfigBinder(new ConfigCatalog(typeof(ResultsSuite).Assembly)).Bind<ResultsSuite>(YamlTree.Parse(File.ReadAllText(path), path)).Require();
    }

    // Every file that is wrong is reported, not the first one only.
    private ResultsExperiment[][] Experiments(ResultsSuite suite)
    {
        var format = _services.Format();
        var problems = new List<ConfigProblem>();
        ResultsExperiment? Read(ResultsEntry entry)
        {
            try
            {
                return ResultsExperiment.Read(entry, suite.PolicySnapshots, format);
            }
            catch (ConfigException exception)
            {
                problems.AddRange(exception.Problems);
                return null;
            }
        }

        ResultsExperiment[][] groups = [.. suite.Groups.Select(group => group.Experiments.Select(Read).OfType<ResultsExperiment>().ToArray())];
        return problems.Count == 0 ? groups : throw new ConfigException([.. problems]);
    }

    private static string Line(SeedResult result, int done, int all, TimeSpan elapsed)
    {
        var left = done == all ? "" : $"; about {ProgressText.Duration(elapsed / done * (all - done))} left";
        return string.Create(CultureInfo.InvariantCulture, $"{done} of {all}: {result.Experiment} seed {result.Seed}: {result.Last:0.0##}, best {result.Best:0.0##}, {ProgressText.Duration(TimeSpan.FromSeconds(result.Seconds))}{left}");
    }

    private static ulong[]? Seeds(string text)
    {
        var seeds = new List<ulong>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !ulong.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                || !ulong.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) || last < first || last - first > 1000)
            {
                return null;
            }

            for (var seed = first; seed <= last; seed++)
            {
                seeds.Add(seed);
            }
        }

        return [.. seeds.Distinct()];
    }
}
