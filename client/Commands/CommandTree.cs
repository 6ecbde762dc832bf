using System.CommandLine;
using System.CommandLine.Help;
using ReAgent.Client.Commands.Clusters;
using ReAgent.Client.Commands.Experiments;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Commands;

/// <summary>The command line: <c>reagent run config.yaml</c> and its siblings.</summary>
internal static class CommandTree
{
    private const string About =
        """
        Logged episodes go in; a policy with a trustworthy estimate of its value comes out.

        An experiment file (YAML) says what to do; 'reagent init' writes one to start from, and 'reagent run' carries it out: collect, timeline,
        normalize, train, evaluate, publish. What is finished stays finished: the same command continues after a stop or a crash, and does again only
        what a changed setting concerns.


        """ + ExitCode.Help;

    /// <summary>All commands.</summary>
    public static Command Build(ClientServices services)
    {
        var root = new Command("reagent", About) { new HelpOption(), new VersionOption() };
        root.Add(ExperimentCommand.Build("run", "Runs the whole experiment, from collecting episodes to the published policy and its report.", Stage.Collect, Stage.Publish, services));
        foreach (var (stage, description) in Stages)
        {
            root.Add(ExperimentCommand.Build(stage.ToString().ToLowerInvariant(), description, stage, stage, services));
        }

        root.Add(ClusterCommand.Build(services));
        root.Add(ExperimentsCommand.Build(services));
        root.Add(InspectCommand.Build(services));
        root.Add(BenchCommand.Build(services));
        root.Add(LogsCommand.Build(services));
        root.Add(InitCommand.Build(services));
        root.Add(SchemaCommand.Build(services));
        return root;
    }

    /// <summary>Parses and carries out a command line.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Invoke(string[] args, ClientServices services)
    {
        var parsed = Build(services).Parse(args);
        // Ctrl-C is ours: the library's way would end the process while the experiment is still stopping.
        var configuration = new InvocationConfiguration { Output = services.Output, Error = services.Errors, ProcessTerminationTimeout = null };
        var code = await parsed.InvokeAsync(configuration);
        return parsed.Errors.Count > 0 ? ExitCode.BadUsage : code;
    }

    private static readonly (Stage Stage, string Description)[] Stages =
    [
        (Stage.Collect, "Plays episodes in the environment and logs them."),
        (Stage.Timeline, "Turns logged rows into pairs of consecutive states and actions."),
        (Stage.Normalize, "Finds the normalization of the features."),
        (Stage.Train, "Trains the policy."),
        (Stage.Evaluate, "Estimates the policy on held-out episodes and, where there is an environment, plays it."),
        (Stage.Publish, "Puts policy, normalization and estimate together, and writes the report."),
    ];
}
