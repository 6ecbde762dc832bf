using ReAgent.Data.Batches;

namespace ReAgent.Learning.Training;

/// <summary>How long, in what order and with what safety a trainer sees its rows.</summary>
public sealed record TrainingPlan
{
    /// <summary>Passes over the rows.</summary>
    public required int Epochs { get; init; }

    /// <summary>B, rows per step; the last batch of an epoch may be smaller. Trainers that learn from whole episodes ignore it.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Seed of the experiment: the order of the rows is a pure function of it and of the epoch.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How many steps the reward of a row spans. Default: one.</summary>
    public MultiStep MultiStep { get; init; } = MultiStep.One;

    /// <summary>Batches gathered ahead on a thread of their own; 0 gathers each when it is needed. The result is the same. Default: 4.</summary>
    public int BatchesAhead { get; init; } = 4;

    /// <summary>File for checkpoints; null for none. A checkpoint that is there already, with the same fingerprint, is continued.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>A checkpoint after so many steps, besides the one after every epoch; 0 for none besides.</summary>
    public int CheckpointEverySteps { get; init; }

    /// <summary>
    /// What configuration and data are: a checkpoint with another fingerprint is of another training, and training starts anew.
    /// </summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>Progress is reported, and readings are brought from the device, after so many steps.</summary>
    public int ProgressEverySteps { get; init; } = 100;
}
