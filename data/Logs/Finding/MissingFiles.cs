using ReAgent.Contracts.Configuration;

namespace ReAgent.Data.Logs.Finding;

/// <summary>Says what was looked for in vain, and what is there instead.</summary>
internal static class MissingFiles
{
    private const int Shown = 8;

    public static string Describe(string baseFolder, string pattern)
    {
        var full = Path.GetFullPath(Path.Combine(baseFolder, pattern));
        if (Directory.Exists(full))
        {
            return $"The folder '{pattern}' ('{full}') holds no log file{Contents(full)}. Log files end in {Endings}.";
        }

        var (folder, missing) = DeepestFolder(full);
        var what = PathPattern.IsPattern(pattern) ? $"No log file matches '{pattern}'" : $"There is no file or folder '{pattern}'";
        if (folder is null)
        {
            return $"{what} (looked for '{full}').";
        }

        var entries = Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).OfType<string>();
        var near = NearestName.Find(missing ?? "", entries) is { } name && name != missing ? $"; did you mean '{name}'?" : "";
        return $"{what} (looked for '{full}'). The folder '{folder}' is there{Contents(folder)}{near}";
    }

    private static string Endings => string.Join(", ", LogFile.Endings.Select(ending => ending.End));

    private static string Contents(string folder)
    {
        string[] names = [.. Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];
        return names.Length == 0
            ? ": it is empty"
            : $": it holds {string.Join(", ", names.Take(Shown))}{(names.Length > Shown ? $" and {names.Length - Shown} more" : "")}";
    }

    /// <summary>The deepest folder on the way that exists, and the name below it that does not.</summary>
    private static (string? Folder, string? Missing) DeepestFolder(string path)
    {
        var folder = Path.GetDirectoryName(path);
        var missing = Path.GetFileName(path);
        while (folder is not null && !Directory.Exists(folder))
        {
            (folder, missing) = (Path.GetDirectoryName(folder), Path.GetFileName(folder));
        }

        return (folder, missing);
    }
}
