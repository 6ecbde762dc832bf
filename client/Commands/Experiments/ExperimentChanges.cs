using System.CommandLine;
using ReAgent.Client.Clusters;
using ReAgent.Client.Commands.Clusters;
using ReAgent.Client.Views;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Commands.Experiments;

/// <summary>The verbs that change an experiment: pause, resume, cancel, delete.</summary>
internal sealed class ExperimentChanges(ClientServices services, ClusterTask task)
{
    private static readonly Verb Delete = new(
        "delete",
        "Stops an experiment and removes it with every file that it has written. Logs that it only read stay.",
        experiment => experiment.Delete(),
        "is deleted");

    /// <summary>What can be asked of an experiment.</summary>
    public static IReadOnlyList<Verb> Verbs { get; } =
    [
        new("pause", "Has an experiment give its places up at the next safe point, until it is resumed.", experiment => experiment.Pause(), "pauses at the next safe point; continue it with 'resume'"),
        new("resume", "Continues an experiment that was paused or cancelled, or has failed.", experiment => experiment.Resume(), "goes on"),
        new("cancel", "Stops an experiment at the next safe point. What is finished stays finished.", experiment => experiment.Cancel(), "stops at the next safe point; continue it with 'resume'"),
        Delete,
    ];

    /// <summary>The command of a verb.</summary>
    public Command Build(Verb verb)
    {
        var name = ExperimentName.Argument();
        var command = new Command(verb.Name, verb.Description) { name };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask. Wanted where nobody can be asked, as in a pipe." };
        if (verb == Delete)
        {
            command.Add(yes);
        }

        return task.For(command, async (parsed, cluster, stop) =>
        {
            var status = await ExperimentName.Require(cluster, parsed.GetValue(name)!, services.Time, stop);
            if (verb == Delete && !parsed.GetValue(yes) && !await IsMeant(status.Spec!, stop))
            {
                services.Errors.WriteLine("Nothing was deleted.");
                return ExitCode.Cancelled;
            }

            await ClusterCalls.Insist(() => verb.Ask(cluster.Experiment(status.Spec!.Name)), services.Time, stop);
            services.Output.WriteLine(task.IsJson(parsed)
                ? JsonText.Object(json =>
                {
                    json.WriteString("experiment", status.Spec!.Name);
                    json.WriteString("asked", verb.Name);
                    json.WriteString("state_before", JsonText.Name(status.State));
                })
                : $"{status.Spec!.Name} {Outcome(verb, status.State)}.");
            return ExitCode.Success;
        });
    }

    private static string Outcome(Verb verb, ExperimentState before) => (verb.Name, before) switch
    {
        ("cancel", ExperimentState.Completed or ExperimentState.Failed or ExperimentState.Cancelled) or ("resume", ExperimentState.Completed) =>
            $"stays as it is: {JsonText.Name(before)}",
        _ => verb.Outcome,
    };

    private async Task<bool> IsMeant(ExperimentSpec spec, CancellationToken stop)
    {
        if (!services.CanAsk())
        {
            throw new ConfigException([new ConfigProblem("", "nobody can be asked whether this is meant; say --yes", new($"delete {spec.Name}"))]);
        }

        services.Errors.Write($"Delete '{spec.Name}' and all that it wrote in {spec.Folder}? [y/N] ");
        var answer = await services.Input.ReadLineAsync(stop);
        return answer?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    /// <summary>Something that can be asked of an experiment.</summary>
    /// <param name="Name">The verb.</param>
    /// <param name="Description">What it does.</param>
    /// <param name="Ask">Asks.</param>
    /// <param name="Outcome">What follows, after the experiment's name.</param>
    internal sealed record Verb(string Name, string Description, Func<IExperimentGrain, Task> Ask, string Outcome);
}
