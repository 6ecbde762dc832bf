using System.Buffers;
using System.Text;
using System.Text.Json;
using ReAgent.Data.Logs.TextLogs;
using ReAgent.Data.Logs.Values;

namespace ReAgent.Data.Logs.JsonLogs;

/// <summary>Looks at the first lines of a file, to tell its columns and their types.</summary>
internal sealed class JsonSample
{
    private const int MostLines = 1000;

    private readonly List<(string Name, ValueSketch Values)> _columns = [];
    private readonly Dictionary<string, ValueSketch> _byName = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _rewritten = new();
    private int _lines;
    private int _objects;
    private byte[] _firstBad = [];

    /// <summary>True when the file has no line but empty ones.</summary>
    public bool IsEmpty => _lines == 0;

    /// <summary>Looks at the whole lines of the window and passes over them; true when enough were seen.</summary>
    public bool Observe(ByteWindow window)
    {
        while (_lines < MostLines)
        {
            var unread = window.Unread;
            var length = unread.IndexOf((byte)'\n');
            if (length < 0 && (!window.IsLast || unread.IsEmpty))
            {
                return window.IsLast;
            }

            length = length < 0 ? unread.Length : length;
            ObserveLine(unread[..length].Trim(" \t\r"u8));
            window.Advance(Math.Min(length + 1, unread.Length));
        }

        return true;
    }

    /// <summary>The columns seen, in the order of their first appearance.</summary>
    /// <exception cref="DamagedLogException">No line is a JSON object.</exception>
    public IReadOnlyList<LogColumn> Columns(ByteWindow window) => _lines > 0 && _objects == 0
        ? throw window.Damage($"none of the first {_lines} lines is a JSON object; the first is '{ColumnProblems.Shorten(Encoding.UTF8.GetString(_firstBad))}'.{Advice()}")
        : [.. _columns.Select(column => column.Values.Column(column.Name))];

    private void ObserveLine(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
        {
            return;
        }

        _lines++;
        try
        {
            ObserveObject(line);
        }
        catch (JsonException)
        {
            _rewritten.ResetWrittenCount();
            if (PythonLiteral.TryRewrite(line, _rewritten))
            {
                ObserveRewritten(line);
            }
            else
            {
                NoteBad(line);
            }
        }
    }

    private void ObserveRewritten(ReadOnlySpan<byte> line)
    {
        try
        {
            ObserveObject(_rewritten.WrittenSpan);
        }
        catch (JsonException)
        {
            NoteBad(line);
        }
    }

    private void ObserveObject(ReadOnlySpan<byte> line)
    {
        var check = new Utf8JsonReader(line);
        while (check.Read())
        {
        }

        var json = new Utf8JsonReader(line);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            NoteBad(line);
            return;
        }

        _objects++;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            if (!_byName.TryGetValue(name, out var values))
            {
                _byName[name] = values = new ValueSketch();
                _columns.Add((name, values));
            }

            json.Read();
            values.Observe(ref json);
        }
    }

    private void NoteBad(ReadOnlySpan<byte> line) => _firstBad = _firstBad.Length == 0 ? line[..Math.Min(line.Length, 100)].ToArray() : _firstBad;

    private string Advice() => _firstBad.AsSpan().StartsWith("["u8)
        ? " The file seems to be one JSON array; write one object per line (pandas: orient='records', lines=True)."
        : "";
}
