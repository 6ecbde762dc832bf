using System.CommandLine;
using ReAgent.Client.Clusters;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Commands.Experiments;

/// <summary>The name of an experiment on a command line.</summary>
internal static class ExperimentName
{
    /// <summary>The argument.</summary>
    public static Argument<string> Argument() => new("name") { Description = "Name of the experiment: experiment_name of its config, or the name of its file." };

    /// <summary>Where the experiment of that name stands.</summary>
    /// <exception cref="ConfigException">There is no such experiment; the message says which there is.</exception>
    public static async Task<ExperimentStatus> Require(IClusterConnection cluster, string name, TimeProvider time, CancellationToken stop)
    {
        // Names come from outside: those that no experiment can have would only make grains that nobody wants.
        var known = await ClusterCalls.Insist(() => cluster.Directory.List(), time, stop);
        if (known.Any(experiment => experiment.Name == name))
        {
            var status = await ClusterCalls.Insist(() => cluster.Experiment(name).Status(), time, stop);
            if (status is { State: not ExperimentState.Unknown, Spec: not null })
            {
                return status;
            }
        }

        var nearest = NearestName.Find(name, known.Select(experiment => experiment.Name));
        var hint = nearest is not null ? $"; did you mean '{nearest}'?" : known.Length == 0 ? "; the cluster has none" : "; 'reagent experiments list' shows all";
        throw new ConfigException([new ConfigProblem("", $"there is no experiment of that name{hint}", new(name))]);
    }
}
