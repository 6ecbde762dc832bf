using ReAgent.Data.Batches;
using ReAgent.Data.Features;
using ReAgent.Learning.Trainers;

namespace ReAgent.Grains.Training;

/// <summary>Makes the encoding of training rows from normalization files and a model. Training and evaluation read rows through the same one.</summary>
internal static class Encodings
{
    /// <summary>The encoding for a model.</summary>
    /// <param name="model">The model: its actions, and how missing values count.</param>
    /// <param name="stateFile">Normalization of the state features.</param>
    /// <param name="actionFile">Normalization of continuous actions; null when actions are discrete.</param>
    /// <param name="metrics">Metrics to read beside the reward.</param>
    public static TransitionEncoding For(ModelOptions model, string stateFile, string? actionFile, IEnumerable<string> metrics) =>
        For(model.ActionNames, model.StatePreprocessing.SetMissingValueToZero, metrics, stateFile, actionFile, model.StateFeatures?.Ids);

    /// <summary>The encoding for any model of certain actions.</summary>
    /// <param name="actionNames">Names of the discrete actions, in index order; empty when actions are continuous.</param>
    /// <param name="setMissingValueToZero">Whether a missing feature counts as a value of 0.</param>
    /// <param name="metrics">Metrics to read beside the reward.</param>
    /// <param name="stateFile">Normalization of the state features.</param>
    /// <param name="actionFile">Normalization of continuous actions; null when actions are discrete.</param>
    /// <param name="ids">How lists of ids follow the state features; null where there are none.</param>
    public static TransitionEncoding For(
        IReadOnlyList<string> actionNames, bool setMissingValueToZero, IEnumerable<string> metrics, string stateFile, string? actionFile, IdEncoding? ids = null)
    {
        var state = new FeatureTransform(Layout(stateFile), setMissingValueToZero);
        var actions = actionNames.Count == 0 && actionFile is not null ? new ActionScaling(Layout(actionFile)) : null;
        return new TransitionEncoding(state, actionNames, actions, [.. metrics.Order(StringComparer.Ordinal)]) { Ids = ids };
    }

    private static FeatureLayout Layout(string file) => new(NormalizationJson.Read(File.ReadAllText(file)));
}
