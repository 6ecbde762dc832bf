namespace ReAgent.Grains.Work;

/// <summary>Folders of an experiment with a meaning of their own.</summary>
public static class WorkFolders
{
    /// <summary>Files that live as long as the stage that needs them.</summary>
    public const string Scratch = "scratch";

    /// <summary>What training goes on from after a stop.</summary>
    public const string Checkpoints = "checkpoints";

    /// <summary>Learning curves for TensorBoard, written while training goes on.</summary>
    public const string TensorBoard = "tensorboard";
}
