using System.Collections.Immutable;
using ReAgent.Client.Experiments;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Experiments;

namespace ReAgent.Client.Views;

/// <summary>Sentences that more than one view uses.</summary>
internal static class RunText
{
    public const string Stopping = "Stopping at the next safe point; the same command continues from there. Ctrl-C again stops at once.";

    public const string Paused = "paused; 'reagent experiments resume' continues";

    public const string Resumed = "resumed";

    /// <summary>For someone who stops following: what goes on, and how to stop that.</summary>
    public static string Left(string name) =>
        $"No longer followed; the experiment goes on. See it: reagent experiments watch {name}. Stop it: reagent experiments cancel {name}.";

    /// <summary>For someone who does not wait: how to see and stop what was started.</summary>
    public static string Started(string name) =>
        $"Started. See it: reagent experiments watch {name}. Stop it: reagent experiments cancel {name}.";

    /// <summary><c> on cluster 127.0.0.1:30000</c>; empty for this process.</summary>
    public static string On(RunRequest request) => request.Place is null ? "" : $" on {request.Place}";

    /// <summary><c>collect to publish</c>, or the name of the only stage.</summary>
    public static string Way(ExperimentSpec spec) => spec.From == spec.Until
        ? ProgressText.Name(spec.From)
        : $"{ProgressText.Name(spec.From)} to {ProgressText.Name(spec.Until)}";

    /// <summary>What a line about a stage's end says.</summary>
    public static string End(StageStatus stage)
    {
        var results = string.Concat(stage.Summary.Select(line => $"; {line.Label}: {line.Text}"));
        return stage.State switch
        {
            StageState.Done => $"done in {ProgressText.Duration(stage.Elapsed)}{results}",
            StageState.Failed => $"failed after {ProgressText.Duration(stage.Elapsed)}{results}",
            _ => $"{ProgressText.Name(stage.State)}{results}",
        };
    }

    public static string Refused(ImmutableArray<ConfigProblem> problems) =>
        $"{(problems.Length == 1 ? "1 error" : $"{problems.Length} errors")}; nothing was done.";
}
