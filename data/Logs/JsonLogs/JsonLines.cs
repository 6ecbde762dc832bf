using System.Text.Json;
using System.Text.Unicode;
using ReAgent.Data.Logs.TextLogs;

namespace ReAgent.Data.Logs.JsonLogs;

/// <summary>The lines of a part of a file, each made a row.</summary>
internal sealed class JsonLines(RowBuilder rows, JsonObjects objects, ByteWindow window, LogPart part)
{
    private long _chunkStart = window.Position;
    private int _line;
    private bool _skipsLine = part.Start > 0;

    /// <summary>True when the lines after those read belong to other parts.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Reads on in the window; true when a chunk is full, false when the window has no further line of the part.</summary>
    public bool Read()
    {
        while (!IsDone)
        {
            // A byte order mark does not make the first line start later.
            var isFirst = part.Start == 0 && _line == 0;
            if (!_skipsLine && !isFirst && window.Position >= part.End)
            {
                IsDone = true;
                return false;
            }

            var unread = window.Unread;
            var length = unread.IndexOf((byte)'\n');
            if (length < 0 && (!window.IsLast || unread.IsEmpty))
            {
                return false;
            }

            length = length < 0 ? unread.Length : length;
            if (!_skipsLine)
            {
                ReadLine(unread[..length].Trim(" \t\r"u8));
                _line++;
            }

            _skipsLine = false;
            window.Advance(Math.Min(length + 1, unread.Length));
            if (rows.Count >= ChunkLimits.MostRows || window.Position - _chunkStart >= ChunkLimits.MostBytes)
            {
                _chunkStart = window.Position;
                return rows.Count > 0;
            }
        }

        return false;
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
        {
            return;
        }

        if (!Utf8.IsValid(line))
        {
            rows.AddUnreadable(_line, "the line is not valid UTF-8", line);
            return;
        }

        try
        {
            if (objects.Read(line))
            {
                rows.EndRow(_line);
            }
            else
            {
                rows.AddUnreadable(_line, "the line is not a JSON object", line);
            }
        }
        catch (JsonException)
        {
            rows.AddUnreadable(_line, "the line is not valid JSON", line);
        }
    }
}
