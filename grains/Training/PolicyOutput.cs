using System.Text.Json;
using ReAgent.Data.Batches;
using ReAgent.Data.Work;
using ReAgent.Grains.Work;
using ReAgent.Learning.Policies;
using ReAgent.Learning.Trainers;

namespace ReAgent.Grains.Training;

/// <summary>What a training leaves: the policy as an artifact, and how the training went.</summary>
internal static class PolicyOutput
{
    /// <summary>Folder of the artifact within the experiment's.</summary>
    public const string Folder = "policy";

    /// <summary>Writes both.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="modelName">Name of the model.</param>
    /// <param name="model">The model's options.</param>
    /// <param name="trainer">Who has learned.</param>
    /// <param name="encoding">How features become the policy's input.</param>
    /// <param name="normalization">Files that say so.</param>
    /// <param name="provenance">How the policy came to be.</param>
    /// <param name="curves">How the training went.</param>
    public static void Write(
        StagedOutput output, string modelName, ModelOptions model, ITrainer trainer, TransitionEncoding encoding, NormalizationFiles normalization, PolicyProvenance provenance, Curves curves)
    {
        var manifest = new PolicyManifest
        {
            Model = modelName,
            Policy = trainer.Policy.Description,
            StateFeatures = [.. encoding.State.Layout.FeatureIds],
            SetMissingValueToZero = model.StatePreprocessing.SetMissingValueToZero,
            Discount = model.Discount,
            StateIds = encoding.Ids is null ? null : model.StateFeatures,
            ActionFeatures = [.. encoding.Actions?.Layout.FeatureIds ?? []],
            Training = provenance,
        };
        var names = PolicyArtifact.Save(
            output.PathOf(Folder),
            manifest,
            trainer.Policy,
            trainer.Cpe,
            File.ReadAllText(normalization.State),
            normalization.Action is null ? null : File.ReadAllText(normalization.Action));
        foreach (var name in names)
        {
            output.Add($"{Folder}/{name}");
        }

        output.Write(TrainWork.CurvesFile, JsonSerializer.SerializeToUtf8Bytes(curves, WorkJson.Format));
    }
}
