using System.Collections.Immutable;
using System.Text.Json;
using ReAgent.Learning.Checkpoints;
using ReAgent.Learning.Trainers;

namespace ReAgent.Learning.Training;

/// <summary>Where a training stands between two steps; with the trainer's state, all that a checkpoint holds.</summary>
internal sealed class TrainingPosition
{
    private const string Format = "reagent-checkpoint/1";

    /// <summary>Current epoch, from 0.</summary>
    public int Epoch { get; set; }

    /// <summary>Batches of it that are done.</summary>
    public int Batch { get; set; }

    /// <summary>Readings of the current epoch so far.</summary>
    public ReadingSums Sums { get; set; } = new();

    /// <summary>Epochs that are over.</summary>
    public List<EpochSummary> Finished { get; init; } = [];

    /// <summary>Writes position and trainer to a file, replacing an older one in one step.</summary>
    public void Save(string path, string fingerprint, ITrainer trainer)
    {
        var file = new TensorFile();
        trainer.Save(file);
        file.Metadata["format"] = Format;
        file.Metadata["fingerprint"] = fingerprint;
        file.Metadata["epochs"] = JsonSerializer.Serialize(Finished);
        file.Metadata["sums"] = JsonSerializer.Serialize(Sums.Sums.Select(pair => new StoredSum(pair.Key, pair.Value.Sum, pair.Value.Count)));
        file.Add("loop.epoch", Epoch);
        file.Add("loop.batch", Batch);
        file.Write(path);
    }

    /// <summary>Reads position and trainer from a file; null, and nothing is changed, when the file is of another training.</summary>
    /// <exception cref="TensorFileException">The file is damaged.</exception>
    public static TrainingPosition? Restore(string path, string fingerprint, ITrainer trainer)
    {
        var file = TensorFile.Read(path);
        if (file.Text("format") != Format || file.Text("fingerprint") != fingerprint)
        {
            return null;
        }

        var position = new TrainingPosition
        {
            Epoch = (int)file.Number("loop.epoch"),
            Batch = (int)file.Number("loop.batch"),
            Finished = [.. JsonSerializer.Deserialize<ImmutableArray<EpochSummary>>(file.Text("epochs"))],
        };
        foreach (var sum in JsonSerializer.Deserialize<StoredSum[]>(file.Text("sums"))!)
        {
            position.Sums.Add(sum.Name, sum.Sum, sum.Count);
        }

        trainer.Restore(file);
        return position;
    }

    private sealed record StoredSum(string Name, double Sum, long Count);
}
