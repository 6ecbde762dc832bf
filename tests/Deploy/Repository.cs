namespace ReAgent.Deploy.Tests;

/// <summary>Files of this repository, as opposed to files of the build.</summary>
internal static class Repository
{
    /// <summary>The repository's root: the nearest folder above the test's that holds the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>The full path of a file or folder.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>The text of a file.</summary>
    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ReAgent.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above '{AppContext.BaseDirectory}' holds ReAgent.sln.");
    }
}
