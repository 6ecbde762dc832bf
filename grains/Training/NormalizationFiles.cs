using ReAgent.Data.Batches;
using ReAgent.Grains.Features;
using ReAgent.Grains.Work;
using ReAgent.Learning.Trainers;

namespace ReAgent.Grains.Training;

/// <summary>The normalization files among a work item's inputs.</summary>
/// <param name="State">Path of the state features' normalization.</param>
/// <param name="Action">Path of the continuous actions' normalization; null when actions are discrete.</param>
internal sealed record NormalizationFiles(string State, string? Action)
{
    /// <summary>Those of an item.</summary>
    public static NormalizationFiles Of(WorkContext context)
    {
        var action = context.Item.Inputs.FirstOrDefault(input => Path.GetFileName(input.Path) == NormalizationWork.ActionFile);
        return new(
            context.PathOf(context.Item.Inputs.First(input => Path.GetFileName(input.Path) == NormalizationWork.StateFile)),
            action is null ? null : context.PathOf(action));
    }

    /// <summary>The encoding for a model.</summary>
    public TransitionEncoding Encoding(ModelOptions model, IEnumerable<string> metrics) => Encodings.For(model, State, Action, metrics);
}
