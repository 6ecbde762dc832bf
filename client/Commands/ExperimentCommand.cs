using System.CommandLine;
using ReAgent.Client.Clusters;
using ReAgent.Client.Commands.Clusters;
using ReAgent.Client.Configuration;
using ReAgent.Client.Experiments;
using ReAgent.Client.Sweeps;
using ReAgent.Client.Views;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Configuration.Sweeps;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Commands;

/// <summary>A command that carries out some stages of an experiment.</summary>
internal sealed class ExperimentCommand
{
    private readonly Argument<string> _config = new("config") { Description = "The experiment file." };

    // "run reagent.workflow.training.identify_and_train_network config.yaml" is how the original is called.
    private readonly Argument<string[]> _workflowAndConfig = new("config")
    {
        Description = $"The experiment file. The original's workflows may stand before it: {string.Join(", ", OriginalWorkflow.Names)}.",
        Arity = new ArgumentArity(1, 2),
        Validators = { OriginalWorkflow.Check },
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Set a key of the file: --set model.DiscreteDQN.trainer_param.rl.gamma=0.95. The value is YAML. May be repeated.",
        HelpName = "key=value",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<ulong?> _seed = new("--seed") { Description = "Seed of the experiment, in place of the file's." };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "Folder for everything that comes out; on a cluster, relative to its data root. Default: outputs/<experiment>.",
        HelpName = "folder",
    };

    private readonly Option<string?> _dataRoot = new("--data-root")
    {
        Description = "Folder that paths are relative to, and that nothing leaves. Default: the working folder. A cluster that is named has its own: paths in the config are relative to that.",
        HelpName = "folder",
    };

    private readonly Option<int?> _workers = new("--workers")
    {
        Description = "How many pieces of work may run at once in this process; results do not depend on it. Default: the number of cores. Silos of a cluster have their own.",
    };

    private readonly Option<int> _priority = new("--priority") { Description = "On a cluster: experiments of a higher priority get places first. Default: 0." };

    private readonly Option<bool> _detach = new("--detach") { Description = "On a cluster: start the experiment, say how to watch it, and end with exit code 0." };

    private readonly ClusterOptions _cluster = new(mayBeNone: true);

    private readonly Option<string?> _extra = new("--extra-options")
    {
        Description = "As in the original: a JSON object whose keys replace those of the file.",
        HelpName = "json",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Write JSON lines to standard output: progress, and last one object with the result." };

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Say nothing unless something is wrong." };

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Write the log to standard error." };

    private readonly LogEvaluation? _logs;

    private readonly ClientServices _services;
    private readonly Stage _from;
    private readonly Stage _until;

    private ExperimentCommand(Stage from, Stage until, ClientServices services)
    {
        (_from, _until, _services) = (from, until, services);
        _logs = from == Stage.Evaluate && until == Stage.Evaluate ? new LogEvaluation(services) : null;
        _workers.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var workers) && workers < 1)
            {
                result.AddError($"--workers is {workers}, but must be at least 1.");
            }
        });
    }

    private bool WholeWay => _from != _until;

    /// <summary>The command.</summary>
    /// <param name="name">Name of the command.</param>
    /// <param name="description">What it does.</param>
    /// <param name="from">First stage that may do work.</param>
    /// <param name="until">Last stage.</param>
    /// <param name="services">What it works with.</param>
    public static Command Build(string name, string description, Stage from, Stage until, ClientServices services) =>
        new ExperimentCommand(from, until, services).Build(name, description);

    private Command Build(string name, string description)
    {
        var command = new Command(name, description) { _set, _seed, _out, _dataRoot, _workers, _priority, _detach, _json, _quiet, _verbose };
        _cluster.AddTo(command);
        if (WholeWay)
        {
            command.Add(_workflowAndConfig);
            command.Add(_extra);
        }
        else
        {
            command.Add(_config);
        }

        if (_logs is not null)
        {
            _config.Arity = ArgumentArity.ZeroOrOne;
            _logs.AddTo(command, _config);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(_json) is { Implicit: false } && result.GetResult(_quiet) is { Implicit: false })
            {
                result.AddError("--json and --quiet exclude each other; choose one.");
            }
        });
        command.SetAction((parsed, _) => Run(parsed));
        return command;
    }

    private async Task<int> Run(ParseResult parsed)
    {
        if (_logs?.IsAsked(parsed) == true)
        {
            return await _logs.Run(parsed, parsed.GetValue(_set) ?? [], parsed.GetValue(_seed), parsed.GetValue(_out), parsed.GetValue(_json), parsed.GetValue(_quiet));
        }

        var started = _services.Time.GetTimestamp();
        var view = _services.View(parsed.GetValue(_json), parsed.GetValue(_quiet));
        var verbose = parsed.GetValue(_verbose);
        try
        {
            var target = Target(parsed);
            var file = File(parsed);
            var root = file.Read();
            if (ConfigSweep.Find(root) is { } sweep)
            {
                return await Run(parsed, sweep, file.Path, target, verbose, started);
            }

            var request = Request(parsed, target, file.Path, root);
            view.Started(request);
            using var stop = _services.StopSignal();
            await using var host = await Host(parsed, target, verbose);
            if (parsed.GetValue(_detach))
            {
                await new ExperimentRun(host, view, _services.Time).Start(request.Spec, stop.Requested);
                view.Remark(new RunRemark("detached", RunText.Started(request.Spec.Name)));
                return ExitCode.Success;
            }

            var result = await new ExperimentRun(host, view, _services.Time).Execute(request, started, stop.Requested);
            view.Finished(result);
            return result.ExitCode;
        }
        catch (ConfigException exception)
        {
            view.Refused(exception.Problems);
            return ExitCode.BadUsage;
        }
        catch (Exception exception)
        {
            // The last place where a failure can become a sentence and an exit code.
            view.Broken(verbose ? exception.ToString() : exception.Message);
            return ExitCode.Failed;
        }
    }

    private ClusterTarget? Target(ParseResult parsed)
    {
        var target = _cluster.Find(parsed, parsed.GetValue(_dataRoot), _services);
        ConfigProblem? problem = target switch
        {
            null when parsed.GetValue(_detach) => Problem("--detach", "an experiment in this process ends with it; name a cluster with --cluster, or start one: reagent cluster up"),
            not null when parsed.GetValue(_workers) is not null => Problem("--workers", "the silos of a cluster have their own number of workers; leave it out, or run in this process: --cluster none"),
            { DataRoot: null } when parsed.GetValue(_dataRoot) is not null => Problem("--data-root", "a cluster has its own data root, and all paths are relative to that; leave it out"),
            _ => null,
        };
        return problem is null ? target : throw new ConfigException([problem]);
    }

    private static ConfigProblem Problem(string source, string message) => new("", message, new(source));

    private async Task<IExperimentHost> Host(ParseResult parsed, ClusterTarget? target, bool verbose) => target is null
        ? await _services.StartHost(new HostOptions(DataRoot(parsed), Workers(parsed)), verbose)
        : await _services.Connect(target, _services.Errors, verbose);

    private int Workers(ParseResult parsed) => parsed.GetValue(_workers) ?? Environment.ProcessorCount;

    private string DataRoot(ParseResult parsed) => parsed.GetValue(_dataRoot) ?? OutputFolder.RootFor(parsed.GetValue(_out));

    private string[] Arguments(ParseResult parsed) => WholeWay ? parsed.GetValue(_workflowAndConfig)! : [parsed.GetValue(_config)!];

    private ExperimentFile File(ParseResult parsed) =>
        new(Arguments(parsed)[^1], parsed.GetValue(_set) ?? [], WholeWay ? parsed.GetValue(_extra) : null, parsed.GetValue(_seed));

    private async Task<int> Run(ParseResult parsed, ConfigSweep sweep, string path, ClusterTarget? target, bool verbose, long started)
    {
        ConfigProblem? problem = target is not null ? Problem("--cluster", "a sweep runs in this process: --cluster none; on a cluster start its trials one by one, with --set and --seed")
            : !WholeWay || Arguments(parsed).Length > 1 ? Problem(path, "a sweep goes the whole way, since what it compares is at the end: reagent run")
            : null;
        if (problem is not null)
        {
            throw new ConfigException([problem]);
        }

        var plan = SweepPlan.Make(
            sweep,
            _services.Format(),
            name =>
            {
                var (dataRoot, folder, relativeTo) = Place(parsed, name ?? OutputFolder.NameOf(path));
                return new SweepPlace(name ?? OutputFolder.NameOf(path), dataRoot, folder, relativeTo);
            },
            parsed.GetValue(_priority));
        var view = _services.SweepView(parsed.GetValue(_json), parsed.GetValue(_quiet));
        var atOnce = Workers(parsed);
        view.Started(plan, atOnce);
        using var stop = _services.StopSignal();
        using var tellsOfStop = stop.Requested.Register(view.Stopping);
        await using var host = await Host(parsed, target, verbose);
        var result = await new SweepRun(host, view, atOnce, _services.Time).Execute(plan, started, stop.Requested);
        view.Finished(result);
        return result.ExitCode;
    }

    private RunRequest Request(ParseResult parsed, ClusterTarget? target, string path, ConfigNode root)
    {
        var arguments = Arguments(parsed);
        var (from, until) = arguments.Length == 2 ? OriginalWorkflow.Stages(arguments[0]) : (_from, _until);
        var binding = _services.Format().Bind(root);
        var experiment = binding.Require();
        var name = experiment.Name ?? OutputFolder.NameOf(path);
        if (target is not null)
        {
            var remote = new ExperimentSpec(name, OutputFolder.OnCluster(name, parsed.GetValue(_out), target.DataRoot), experiment.Json, from, until, Priority: parsed.GetValue(_priority));
            return new RunRequest(remote, experiment.Seed, binding.Notes) { Place = $"cluster {target.Text}" };
        }

        var (_, folder, relativeTo) = Place(parsed, name);
        return new RunRequest(new ExperimentSpec(name, folder, experiment.Json, from, until, relativeTo, parsed.GetValue(_priority)), experiment.Seed, binding.Notes);
    }

    // Where something of that name goes in this process, and what its paths are relative to.
    private (string DataRoot, string Folder, string Base) Place(ParseResult parsed, string name)
    {
        var dataRoot = DataRoot(parsed);
        var folder = OutputFolder.Of(name, parsed.GetValue(_out) is { } chosen ? (parsed.GetValue(_dataRoot) is null ? Path.GetFullPath(chosen) : chosen) : null, dataRoot);
        return (dataRoot, folder, parsed.GetValue(_dataRoot) is null ? OutputFolder.BaseIn(dataRoot) : "");
    }
}
