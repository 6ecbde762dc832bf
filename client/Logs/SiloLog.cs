using System.Text;

namespace ReAgent.Client.Logs;

/// <summary>Reads a log that grows, entry by entry, from where it was left; a log that was replaced is read from its start.</summary>
internal sealed class SiloLog(string silo, string path)
{
    private long _position;

    /// <summary>The entries that have come since the last time. A line that is not finished waits.</summary>
    public IReadOnlyList<LogEntry> News()
    {
        var entries = new List<LogEntry>();
        if (!File.Exists(path))
        {
            _position = 0;
            return entries;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _position = file.Length < _position ? 0 : _position;
        file.Position = _position;
        var bytes = new byte[file.Length - _position];
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var whole = bytes.AsSpan(0, read).LastIndexOf((byte)'\n') + 1;
        _position += whole;
        foreach (var line in Encoding.UTF8.GetString(bytes, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // What follows without a time of its own belongs to what came before.
            var entry = LogEntry.Read(silo, line.TrimEnd('\r'));
            entries.Add(entry.Time is null && entries.Count > 0 ? entry with { Time = entries[^1].Time } : entry);
        }

        return entries;
    }
}
