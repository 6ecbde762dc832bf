using System.CommandLine.Parsing;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Commands;

/// <summary>The original's names for workflows, for those who have them in their scripts: <c>run reagent.workflow.gym_batch_rl.evaluate_gym config.yaml</c>.</summary>
internal static class OriginalWorkflow
{
    private static readonly (string Name, Stage From, Stage Until)[] Known =
    [
        ("reagent.workflow.gym_batch_rl.offline_gym_random", Stage.Collect, Stage.Collect),
        ("reagent.workflow.gym_batch_rl.timeline_operator", Stage.Timeline, Stage.Timeline),
        ("reagent.workflow.training.identify_and_train_network", Stage.Normalize, Stage.Train),
        ("reagent.workflow.gym_batch_rl.evaluate_gym", Stage.Evaluate, Stage.Evaluate),
    ];

    /// <summary>The names.</summary>
    public static IEnumerable<string> Names => Known.Select(workflow => workflow.Name);

    /// <summary>The stages that the workflow stands for.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static (Stage From, Stage Until) Stages(string name)
    {
        var (_, from, until) = Known.Single(workflow => workflow.Name == name);
        return (from, until);
    }

    /// <summary>Refuses a workflow that is not known.</summary>
    public static void Check(ArgumentResult result)
    {
        // With room for a second argument, a misspelled option lands here.
        if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } option)
        {
            var options = result.Parent is CommandResult { Command: { } command } ? command.Options.Select(known => known.Name) : [];
            var meant = NearestName.Find(option.Value, options) is { } known ? $"; did you mean '{known}'?" : ".";
            result.AddError($"Unrecognized option '{option.Value}'{meant}");
            return;
        }

        if (result.Tokens is not [var workflow, _] || Names.Contains(workflow.Value))
        {
            return;
        }

        var suggestion = NearestName.Find(workflow.Value, Names) is { } near ? $"; did you mean '{near}'?" : ".";
        result.AddError($"Unknown workflow '{workflow.Value}'{suggestion} Allowed: {string.Join(", ", Names)}; or none, for the whole experiment.");
    }
}
