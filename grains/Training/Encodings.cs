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
    public static TransitionEncoding For(ModelOptions model, string stateFile, string? actionFile, IEnumerable<string> metrics)
    {
        var state = new FeatureTransform(Layout(stateFile), model.StatePreprocessing.SetMissingValueToZero);
        var actions = model.ActionNames.IsEmpty && actionFile is not null ? new ActionScaling(Layout(actionFile)) : null;
        return new TransitionEncoding(state, model.ActionNames, actions, [.. metrics.Order(StringComparer.Ordinal)]);
    }

    private static FeatureLayout Layout(string file) => new(NormalizationJson.Read(File.ReadAllText(file)));
}
