using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using ReAgent.Contracts.Work;

namespace ReAgent.Data.Work;

/// <summary>
/// Finds and publishes the output of work items. The manifest is renamed into place last, so it is the single sign that work is done:
/// whoever finds it finds complete files, and whoever does not does the work (again).
/// </summary>
/// <remarks>
/// Layout below an item's folder: outputs under their own names, manifests under <c>manifests/</c>, work in progress under
/// <c>.work/&lt;id&gt;/&lt;attempt&gt;/</c>, which never holds anything that a reader may use. Every attempt writes in a folder of its own: a process
/// that was taken for dead and comes back cannot touch the files of the one that took its work over.
/// </remarks>
/// <param name="root">The folder under which paths are resolved.</param>
/// <param name="writer">Name of this process among all that write under the root: letters, digits, '-', '_' and '.'.</param>
public sealed class WorkStore(DataRoot root, string writer = "local")
{
    /// <summary>Name of the folder of work in progress.</summary>
    public const string InProgress = ".work";

    private const string Manifests = "manifests";

    private int _attempts;

    private static readonly JsonSerializerOptions ManifestFormat = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The folder under which paths are resolved.</summary>
    public DataRoot Root => root;

    /// <summary>The manifest of finished work whose files are all there at their full length; null when the work has to be done.</summary>
    public WorkManifest? Find(WorkItem item)
    {
        var path = ManifestPath(item);
        if (!File.Exists(path))
        {
            return null;
        }

        StoredManifest? stored;
        try
        {
            stored = JsonSerializer.Deserialize<StoredManifest>(File.ReadAllBytes(path), ManifestFormat);
        }
        catch (JsonException)
        {
            // Not written by us as it stands: the work is simply done again, which replaces it.
            return null;
        }

        if (stored is null || stored.Id != item.Id())
        {
            return null;
        }

        var files = stored.Files.Select(file => new FileReference(Combine(item.Folder, file.Path), file.Rows, file.Bytes, file.Sha256)).ToImmutableArray();
        return files.All(IsThere) ? new WorkManifest(stored.Id, stored.Kind, files, stored.Summary.GetRawText()) : null;

        bool IsThere(FileReference file) => new FileInfo(root.Resolve(file.Path)) is { Exists: true } info && info.Length == file.Bytes;
    }

    /// <summary>How often work was begun and not ended by the process that began it.</summary>
    public WorkTries Tries(WorkItem item) => new(Path.Combine(root.Resolve(item.Folder), InProgress, $"{item.Id()}.tries"), writer);

    /// <summary>Opens a fresh place aside in which the item's files are written. What earlier attempts have left is removed: whoever still writes there fails.</summary>
    public StagedOutput Stage(WorkItem item)
    {
        var folder = Aside(item);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return new StagedOutput(Directory.CreateDirectory(Path.Combine(folder, $"{writer}-{Interlocked.Increment(ref _attempts)}")).FullName);
    }

    /// <summary>Moves the staged files to their places and publishes the manifest.</summary>
    /// <param name="item">The work that was done.</param>
    /// <param name="output">What it wrote.</param>
    /// <param name="summary">Counts and results as JSON; must be a function of the item alone.</param>
    public WorkManifest Publish(WorkItem item, StagedOutput output, string summary)
    {
        if (Find(item) is { } published)
        {
            // Somebody else did the same work in the meantime. The bytes are the same, and readers may be at them.
            Directory.Delete(Aside(item), recursive: true);
            return published;
        }

        var folder = root.Resolve(item.Folder);
        var manifestPath = ManifestPath(item);
        var files = new List<StoredFile>();
        foreach (var (name, rows, isScratch) in output.Files)
        {
            var staged = Path.Combine(output.Folder, name);
            if (isScratch)
            {
                files.Add(new StoredFile(name, rows, new FileInfo(staged).Length, ""));
                continue;
            }

            AtomicFile.Flush(staged);
            using var content = File.OpenRead(staged);
            files.Add(new StoredFile(name, rows, content.Length, Convert.ToHexStringLower(SHA256.HashData(content))));
        }

        // From here to the last rename the work counts as not done: no reader trusts files without their manifest.
        Directory.CreateDirectory(Path.GetDirectoryName(manifestPath)!);
        File.Delete(manifestPath);
        foreach (var (name, _, _) in output.Files)
        {
            var final = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(final)!);
            File.Move(Path.Combine(output.Folder, name), final, overwrite: true);
            AtomicFile.FlushFolder(Path.GetDirectoryName(final)!);
        }

        using var parsed = JsonDocument.Parse(summary);
        var stored = new StoredManifest(item.Id(), item.Kind, [.. files], parsed.RootElement.Clone());
        AtomicFile.Write(manifestPath, JsonSerializer.SerializeToUtf8Bytes(stored, ManifestFormat));
        Directory.Delete(Aside(item), recursive: true);
        return Find(item) ?? throw new IOException($"What was just published at '{manifestPath}' cannot be read back.");
    }

    /// <summary>Deletes the files of a folder that no manifest names any more, such as parts of an older run with more shards.</summary>
    public void Sweep(string folder, string name, IEnumerable<FileReference> keep)
    {
        var target = Path.Combine(root.Resolve(folder), name);
        if (!Directory.Exists(target))
        {
            return;
        }

        var kept = keep.Select(file => root.Resolve(file.Path)).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories).Where(file => !kept.Contains(file)))
        {
            File.Delete(file);
        }
    }

    /// <summary>
    /// Removes everything that work has written in a folder: the files that manifests name, manifests, checkpoints, scratch files and work in progress.
    /// Files that are not of ours stay, and so do the folders that hold them.
    /// </summary>
    /// <param name="folder">Folder of the items, relative to the root.</param>
    /// <param name="alsoWritten">Folders and files below it that are written without a manifest.</param>
    public void Delete(string folder, IEnumerable<string> alsoWritten)
    {
        var full = root.Resolve(folder);
        if (!Directory.Exists(full))
        {
            return;
        }

        var manifests = Path.Combine(full, Manifests);
        if (Directory.Exists(manifests))
        {
            foreach (var manifest in Directory.EnumerateFiles(manifests, "*.json"))
            {
                foreach (var file in FilesOf(manifest).Select(name => root.Resolve(Combine(folder, name))).Where(File.Exists))
                {
                    File.Delete(file);
                }
            }
        }

        foreach (var name in (string[])[.. alsoWritten, InProgress, Manifests])
        {
            var path = root.Resolve(Combine(folder, name));
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }

        DeleteEmptyFolders(full);
    }

    private static IEnumerable<string> FilesOf(string manifest)
    {
        try
        {
            return JsonSerializer.Deserialize<StoredManifest>(File.ReadAllBytes(manifest), ManifestFormat)?.Files.Select(file => file.Path) ?? [];
        }
        catch (JsonException)
        {
            // Not written by us as it stands, so it names nothing of ours.
            return [];
        }
    }

    private static void DeleteEmptyFolders(string folder)
    {
        foreach (var inner in Directory.EnumerateDirectories(folder))
        {
            DeleteEmptyFolders(inner);
        }

        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    private string Aside(WorkItem item) => Path.Combine(root.Resolve(item.Folder), InProgress, item.Id());

    private string ManifestPath(WorkItem item)
    {
        var kind = item.Kind[..item.Kind.IndexOf('/', StringComparison.Ordinal)];
        return Path.Combine(root.Resolve(item.Folder), Manifests, $"{kind}-{item.Index:00000}.json");
    }

    private static string Combine(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    private sealed record StoredManifest(string Id, string Kind, ImmutableArray<StoredFile> Files, JsonElement Summary);

    private sealed record StoredFile(string Path, long Rows, long Bytes, string Sha256);
}
