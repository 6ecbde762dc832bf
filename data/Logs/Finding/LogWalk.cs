using System.Collections.Immutable;

namespace ReAgent.Data.Logs.Finding;

/// <summary>One search for log files: what was found, and which dates were left out.</summary>
/// <param name="dates">The dates wanted.</param>
/// <param name="dsColumn">Name of the folders' key that is the date.</param>
/// <param name="admit">Throws for a file or folder that may not be read: patterns and links may lead to where the text of a path does not.</param>
/// <param name="cancellationToken">Stops the search.</param>
internal sealed class LogWalk(DateRange dates, string dsColumn, Action<string> admit, CancellationToken cancellationToken)
{
    private readonly SortedSet<string> _leftOut = new(StringComparer.Ordinal);

    /// <summary>Paths found, in any order.</summary>
    public List<string> Found { get; } = [];

    /// <summary>The dates wanted.</summary>
    public DateRange Dates => dates;

    /// <summary>The dates that were seen and not wanted, in words.</summary>
    public string DatesLeftOut => _leftOut.Count switch
    {
        0 => "none with a date",
        1 => $"{dsColumn}={_leftOut.Min}",
        var count => $"{count} dates, {dsColumn}={_leftOut.Min} to {dsColumn}={_leftOut.Max}",
    };

    /// <summary>True when rows of these partitions are of a date that is wanted.</summary>
    public bool Wants(ImmutableArray<PartitionValue> partitions) => partitions.All(Wants);

    /// <summary>Adds the files that a full path names, and says how many files and left-out folders it names.</summary>
    public int Add(string path)
    {
        var before = Found.Count + _leftOut.Count;
        if (File.Exists(path))
        {
            Find(path);
            return 1;
        }

        if (Directory.Exists(path))
        {
            AddAll(path);
        }
        else if (PathPattern.IsPattern(path))
        {
            foreach (var pattern in PathPattern.Parse(path.Replace('\\', '/')).Where(pattern => Directory.Exists(pattern.Root)))
            {
                admit(pattern.Root);
                AddMatches(pattern.Root, pattern, []);
            }
        }

        return Found.Count + _leftOut.Count - before;
    }

    private void Find(string file)
    {
        admit(file);
        Found.Add(file);
    }

    private bool Wants(PartitionValue partition)
    {
        if (partition.Key != dsColumn || partition.Value is not { } ds || dates.Contains(ds))
        {
            return true;
        }

        _leftOut.Add(ds);
        return false;
    }

    private void AddAll(string folder)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            if (!HivePath.IsHidden(Path.GetFileName(file)) && LogFile.FormatOf(file) is not null)
            {
                Find(file);
            }
        }

        foreach (var below in Directory.EnumerateDirectories(folder))
        {
            if (IsWanted(below, named: false))
            {
                AddAll(below);
            }
        }
    }

    private void AddMatches(string folder, PathPattern pattern, string[] above)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            var name = Path.GetFileName(file);
            if ((pattern.NamesHidden || !HivePath.IsHidden(name)) && LogFile.FormatOf(name) is not null && pattern.Matches([.. above, name]))
            {
                Find(file);
            }
        }

        foreach (var below in Directory.EnumerateDirectories(folder))
        {
            string[] names = [.. above, Path.GetFileName(below)];
            if (!IsWanted(below, pattern.NamesHidden))
            {
                continue;
            }

            // A pattern that names a folder means all below it.
            if (pattern.Matches(names))
            {
                AddAll(below);
            }
            else if (pattern.MayContinue(names))
            {
                AddMatches(below, pattern, names);
            }
        }
    }

    private bool IsWanted(string folder, bool named)
    {
        var name = Path.GetFileName(folder);
        if ((!named && HivePath.IsHidden(name)) || (HivePath.Partition(name) is { } partition && !Wants(partition)))
        {
            return false;
        }

        admit(folder);
        return true;
    }
}
