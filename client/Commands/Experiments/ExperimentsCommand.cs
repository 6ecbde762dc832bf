using System.CommandLine;
using ReAgent.Client.Clusters;
using ReAgent.Client.Commands.Clusters;
using ReAgent.Client.Experiments;
using ReAgent.Client.Inspection;
using ReAgent.Client.Views;
using ReAgent.Client.Views.Clusters;

namespace ReAgent.Client.Commands.Experiments;

/// <summary><c>reagent experiments …</c>: looks at the experiments of a cluster, and steers them.</summary>
internal sealed class ExperimentsCommand
{
    private readonly ClientServices _services;
    private readonly ClusterTask _task;
    private readonly ExperimentChanges _changes;

    private ExperimentsCommand(ClientServices services)
    {
        _services = services;
        _task = new ClusterTask(services);
        _changes = new ExperimentChanges(services, _task);
    }

    /// <summary>The command with its verbs.</summary>
    public static Command Build(ClientServices services)
    {
        // Each verb has options of its own, so that none shares a parse with another.
        var command = new Command("experiments", "Looks at the experiments of a cluster, and steers them.");
        command.Add(new ExperimentsCommand(services).List());
        command.Add(new ExperimentsCommand(services).Show());
        command.Add(new ExperimentsCommand(services).Watch());
        foreach (var verb in ExperimentChanges.Verbs)
        {
            command.Add(new ExperimentsCommand(services)._changes.Build(verb));
        }

        return command;
    }

    private Command List() => _task.For(new Command("list", "Every experiment: state, progress, when it was started."), async (parsed, cluster, stop) =>
    {
        var summaries = await ClusterCalls.Insist(() => cluster.Directory.List(), _services.Time, stop);
        var rows = await Task.WhenAll(summaries.Select(async summary => new ListedExperiment(
            summary,
            ExperimentWatch.IsUnderWay(summary.State) ? await ClusterCalls.Insist(() => cluster.Experiment(summary.Name).Status(), _services.Time, stop) : null)));
        if (_task.IsJson(parsed))
        {
            _services.Output.WriteLine(ExperimentJson.List(rows));
        }
        else if (rows.Length == 0)
        {
            _services.Output.WriteLine("There are no experiments. Start one: reagent run <config>");
        }
        else
        {
            foreach (var line in TextTable.Lines(ExperimentText.List(rows, new LocalTime(_services.Zone, _services.Time)), false, false, true, false, false, false))
            {
                _services.Output.WriteLine(line);
            }
        }

        return ExitCode.Success;
    });

    private Command Show()
    {
        var name = ExperimentName.Argument();
        var command = new Command("show", "One experiment: its stages with their results, and its config.") { name };
        return _task.For(command, async (parsed, cluster, stop) =>
        {
            var status = await ExperimentName.Require(cluster, parsed.GetValue(name)!, _services.Time, stop);
            var summaries = await ClusterCalls.Insist(() => cluster.Directory.List(), _services.Time, stop);
            var shown = new ListedExperiment(summaries.FirstOrDefault(summary => summary.Name == status.Spec!.Name), status);
            if (_task.IsJson(parsed))
            {
                _services.Output.WriteLine(ExperimentJson.Show(shown));
            }
            else
            {
                foreach (var line in ExperimentText.Show(shown, new LocalTime(_services.Zone, _services.Time)))
                {
                    _services.Output.WriteLine(line);
                }
            }

            return ExitCode.Success;
        });
    }

    private Command Watch()
    {
        var name = ExperimentName.Argument();
        var command = new Command("watch", "Follows an experiment to its end, as 'reagent run' does, with the same exit codes. Ctrl-C ends the watching, not the experiment.") { name };
        return _task.For(command, async (parsed, cluster, stop) =>
        {
            var status = await ExperimentName.Require(cluster, parsed.GetValue(name)!, _services.Time, stop);
            var view = _services.View(_task.IsJson(parsed), quiet: false);
            var result = await new ExperimentRun(cluster, view, _services.Time).Follow(status.Spec!.Name, status, stop);
            view.Finished(result);
            return result.ExitCode;
        });
    }
}
