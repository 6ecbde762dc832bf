using ReAgent.Client.Clusters.Local;

namespace ReAgent.Client.Logs;

/// <summary>The logs of a cluster's silos on this machine, those of silos that come later included.</summary>
/// <param name="folder">Where the cluster keeps them.</param>
/// <param name="silo">The only silo that counts; null for all.</param>
internal sealed class SiloLogs(ClusterFolder folder, string? silo) : IDisposable
{
    private readonly SortedDictionary<string, SiloLog> _logs = new(StringComparer.Ordinal);

    /// <summary>The silos of which there are logs.</summary>
    public static string[] Names(ClusterFolder folder) => Directory.Exists(folder.Path)
        ? [.. Directory.EnumerateFiles(folder.Path, "*.log").Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => folder.LogOf(name) != folder.SupervisorLog).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The entries that have come since the last time, those of each silo in their order.</summary>
    public IReadOnlyList<LogEntry> News()
    {
        foreach (var name in Names(folder).Where(name => silo is null || name == silo))
        {
            if (!_logs.ContainsKey(name))
            {
                _logs.Add(name, new SiloLog(name, folder.LogOf(name)));
            }
        }

        return [.. _logs.Values.SelectMany(log => log.News())];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var log in _logs.Values)
        {
            log.Dispose();
        }
    }
}
