using System.Text;

namespace ReAgent.Client.Logs;

/// <summary>
/// Reads a log that grows, entry by entry, from where it was left. A log that was put aside is read to its end, and the one that has taken its name from its start.
/// </summary>
internal sealed class SiloLog(string silo, string path) : IDisposable
{
    // What was read last tells the file from another that is as long: entries bear their time.
    private const int Remembered = 256;

    private FileStream? _file;
    private long _position;
    private byte[] _last = [];

    /// <summary>The entries that have come since the last time. A line that is not finished waits, as long as it can be.</summary>
    public IReadOnlyList<LogEntry> News()
    {
        var entries = new List<LogEntry>();
        Read(entries, isEnd: false);
        if (Open() is not { } found)
        {
            return entries;
        }

        if (_file is not null && !Continues(found))
        {
            Read(entries, isEnd: true);
            (_position, _last) = (0, []);
        }

        // From the start it is kept open, since a log that is put aside is found by no name.
        _file?.Dispose();
        _file = found;
        Read(entries, isEnd: false);
        return entries;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private FileStream? Open()
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private bool Continues(FileStream found)
    {
        if (found.Length < _position)
        {
            return false;
        }

        var there = new byte[_last.Length];
        found.Position = _position - there.Length;
        found.ReadAtLeast(there, there.Length, throwOnEndOfStream: false);
        return there.AsSpan().SequenceEqual(_last);
    }

    private void Read(List<LogEntry> entries, bool isEnd)
    {
        if (_file is null || _file.Length <= _position)
        {
            return;
        }

        _file.Position = _position;
        var bytes = new byte[_file.Length - _position];
        var read = bytes.AsSpan(0, _file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        var whole = isEnd ? read : read[..(read.LastIndexOf((byte)'\n') + 1)];
        _position += whole.Length;
        _last = [.. _last, .. whole];
        _last = _last[Math.Max(0, _last.Length - Remembered)..];
        foreach (var line in Encoding.UTF8.GetString(whole).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // What follows without a time of its own belongs to what came before.
            var entry = LogEntry.Read(silo, line.TrimEnd('\r'));
            entries.Add(entry.Time is null && entries.Count > 0 ? entry with { Time = entries[^1].Time } : entry);
        }
    }
}
