namespace ReAgent.Grains.Work;

/// <summary>Folders of an experiment with a meaning of their own.</summary>
public static class WorkFolders
{
    /// <summary>Files that live as long as the stage that needs them.</summary>
    public const string Scratch = "scratch";
}
