namespace ReAgent.Client.Clusters.Local;

/// <summary>How this process was started, for starting others like it.</summary>
internal static class DotnetHost
{
    /// <summary>The command that runs an assembly beside this one with the same .NET.</summary>
    public static string[] Command(string assembly)
    {
        var path = Path.Combine(AppContext.BaseDirectory, assembly);
        return File.Exists(path)
            ? [IsDotnet(Environment.ProcessPath) ? Environment.ProcessPath! : "dotnet", path]
            : throw new FileNotFoundException($"'{assembly}' is not beside the console in '{AppContext.BaseDirectory}'. Build it again: ./reagent build");
    }

    private static bool IsDotnet(string? path) => Path.GetFileNameWithoutExtension(path) == "dotnet";
}
