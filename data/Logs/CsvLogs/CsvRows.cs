using System.Globalization;
using System.Text.Unicode;
using ReAgent.Data.Episodes;
using ReAgent.Data.Logs.TextLogs;

namespace ReAgent.Data.Logs.CsvLogs;

/// <summary>The records of a file, each made a row.</summary>
internal sealed class CsvRows
{
    private readonly RowBuilder _rows;
    private readonly ByteWindow _window;
    private readonly CsvRecord _record;
    private readonly RowTarget[][] _targets;
    private long _chunkStart;
    private int _line;

    /// <summary>Passes over the header.</summary>
    public CsvRows(RowBuilder rows, CsvHeader header, IReadOnlyList<LogColumn> columns, LogOptions options, ByteWindow window)
    {
        (_rows, _window) = (rows, window);
        _record = new CsvRecord(header.Delimiter);
        var targets = rows.Targets(columns, options.ColumnOf(EpisodeSchema.Ds)).ToLookup(target => target.Column.Name, target => target.Target);
        _targets = [.. header.Names.Select((name, index) => header.Names.IndexOf(name) == index ? targets[name].ToArray() : [])];
        window.Advance(header.Bytes);
        _line = header.Lines;
        _chunkStart = window.Position;
    }

    /// <summary>Reads on in the window; true when a chunk is full, false when the window has no further whole record.</summary>
    public bool Read()
    {
        while (true)
        {
            var text = _window.Unread;
            var length = text.IsEmpty ? -1 : _record.Read(text, _window.IsLast);
            if (length < 0)
            {
                return false;
            }

            AddRow(text, length);
            _line += _record.Lines;
            _window.Advance(length);
            if (_rows.Count >= ChunkLimits.MostRows || _window.Position - _chunkStart >= ChunkLimits.MostBytes)
            {
                _chunkStart = _window.Position;
                return _rows.Count > 0;
            }
        }
    }

    /// <summary>Makes sure that nothing is left at the end of the file.</summary>
    /// <exception cref="DamagedLogException">The last record is not whole.</exception>
    public void CheckEnd()
    {
        if (!_window.Unread.IsEmpty)
        {
            throw _window.Damage($"the record that starts in line {_line + 1} has a quote that is never closed.");
        }
    }

    private void AddRow(ReadOnlySpan<byte> text, int length)
    {
        if (_record.IsBlank)
        {
            return;
        }

        var record = text[..length].TrimEnd("\r\n"u8);
        if (!Utf8.IsValid(record))
        {
            _rows.AddUnreadable(_line, "the line is not valid UTF-8", record);
        }
        else if (_record.IsMalformed)
        {
            _rows.AddUnreadable(_line, "a quoted cell goes on after its closing quote", record);
        }
        else if (_record.Count != _targets.Length && !EndsWithDelimiter(text))
        {
            _rows.AddUnreadable(_line, string.Create(CultureInfo.InvariantCulture, $"the line does not have the {_targets.Length} cells of the header"), record);
        }
        else
        {
            for (var cell = 0; cell < _targets.Length; cell++)
            {
                foreach (var target in _targets[cell])
                {
                    _rows.Append(target, _record.CellOf(text, cell));
                }
            }

            _rows.EndRow(_line);
        }
    }

    private bool EndsWithDelimiter(ReadOnlySpan<byte> text) => _record.Count == _targets.Length + 1 && _record.CellOf(text, _targets.Length).IsEmpty;
}
