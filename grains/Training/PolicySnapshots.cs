using System.Globalization;
using ReAgent.Contracts.Work;
using ReAgent.Data.Work;
using ReAgent.Learning.Policies;
using ReAgent.Learning.Trainers;

namespace ReAgent.Grains.Training;

/// <summary>Policies on the way to the last: what training is like, not what is published.</summary>
internal static class PolicySnapshots
{
    /// <summary>Folder of them all within the experiment's.</summary>
    public const string Folder = "training/snapshots";

    /// <summary>The epochs or rounds after which a snapshot is kept, ascending: spread evenly, the last one never among them.</summary>
    /// <param name="count">How many are wanted.</param>
    /// <param name="epochs">Epochs or rounds of the whole training.</param>
    public static IReadOnlyList<int> Epochs(int count, int epochs) =>
        [.. Enumerable.Range(1, count).Select(k => (int)((long)k * epochs / (count + 1))).Where(epoch => epoch > 0 && epoch < epochs).Distinct()];

    /// <summary>Folder of one snapshot within the experiment's.</summary>
    /// <param name="epoch">Epochs or rounds that the policy has learned for.</param>
    public static string FolderOf(int epoch) => $"{Folder}/{epoch.ToString("00000", CultureInfo.InvariantCulture)}";

    /// <summary>The epoch or round of a file in a snapshot's folder.</summary>
    public static int EpochOf(FileReference file) => int.Parse(file.Path.Split('/')[^2], CultureInfo.InvariantCulture);

    /// <summary>Writes the policy as it is now.</summary>
    /// <returns>Names of the files written.</returns>
    public static IReadOnlyList<string> Save(string folder, string modelName, ITrainer trainer) =>
        PolicyArtifact.Save(folder, new() { Model = modelName, Policy = trainer.Policy.Description }, trainer.Policy);

    /// <summary>Makes the snapshot in a folder part of an output.</summary>
    public static void Add(StagedOutput output, int epoch, string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var name = $"{FolderOf(epoch)}/{Path.GetFileName(file)}";
            File.Copy(file, output.PathOf(name));
            output.Add(name);
        }
    }
}
