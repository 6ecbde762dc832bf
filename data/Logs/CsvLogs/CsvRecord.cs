namespace ReAgent.Data.Logs.CsvLogs;

/// <summary>Splits records of delimited text into cells, by RFC 4180: a cell in quotes may hold delimiters, line breaks, and quotes written twice.</summary>
internal sealed class CsvRecord(byte delimiter)
{
    private readonly List<Cell> _cells = [];
    private byte[] _unquoted = new byte[256];

    /// <summary>Number of cells of the last record.</summary>
    public int Count => _cells.Count;

    /// <summary>Number of line breaks in the last record, with the one that ends it.</summary>
    public int Lines { get; private set; }

    /// <summary>True when the last record has a quoted cell that goes on after its closing quote.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>True when the last record is an empty line.</summary>
    public bool IsBlank => _cells is [{ Length: 0, IsQuoted: false }];

    /// <summary>Splits the record at the start of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isLast">True when nothing follows it.</param>
    /// <returns>Length of the record with its line break; −1 when it is not whole.</returns>
    public int Read(ReadOnlySpan<byte> text, bool isLast)
    {
        _cells.Clear();
        (Lines, IsMalformed) = (0, false);
        var at = 0;
        while (true)
        {
            var end = at < text.Length && text[at] == (byte)'"' ? Quoted(text, at, isLast) : Plain(text, at, isLast);
            if (end < 0)
            {
                return -1;
            }

            if (end == text.Length || text[end] == (byte)'\n')
            {
                Lines++;
                return Math.Min(end + 1, text.Length);
            }

            at = end + 1;
        }
    }

    /// <summary>A cell of the last record, without quotes.</summary>
    public ReadOnlySpan<byte> CellOf(ReadOnlySpan<byte> text, int index)
    {
        var cell = _cells[index];
        var inside = text.Slice(cell.Start, cell.Length);
        if (!cell.HasQuotes)
        {
            return inside;
        }

        _unquoted = _unquoted.Length < inside.Length ? new byte[2 * inside.Length] : _unquoted;
        var length = 0;
        while (inside.IndexOf((byte)'"') is >= 0 and var quote)
        {
            inside[..(quote + 1)].CopyTo(_unquoted.AsSpan(length));
            length += quote + 1;
            inside = inside[Math.Min(quote + 2, inside.Length)..];
        }

        inside.CopyTo(_unquoted.AsSpan(length));
        return _unquoted.AsSpan(0, length + inside.Length);
    }

    private int Plain(ReadOnlySpan<byte> text, int start, bool isLast)
    {
        var length = text[start..].IndexOfAny(delimiter, (byte)'\n');
        if (length < 0 && !isLast)
        {
            return -1;
        }

        var end = length < 0 ? text.Length : start + length;
        var isEnd = end == text.Length || text[end] == (byte)'\n';
        var trimmed = isEnd && end > start && text[end - 1] == (byte)'\r' ? end - 1 : end;
        _cells.Add(new Cell(start, trimmed - start, false, false));
        return end;
    }

    private int Quoted(ReadOnlySpan<byte> text, int start, bool isLast)
    {
        var (at, doubled) = (start + 1, false);
        while (true)
        {
            var quote = text[at..].IndexOf((byte)'"');
            if (quote < 0 || (at + quote + 1 == text.Length && !isLast))
            {
                return -1;
            }

            at += quote;
            if (at + 1 == text.Length || text[at + 1] != (byte)'"')
            {
                break;
            }

            doubled = true;
            at += 2;
        }

        var rest = text[(at + 1)..].IndexOfAny(delimiter, (byte)'\n');
        if (rest < 0 && !isLast)
        {
            return -1;
        }

        var end = rest < 0 ? text.Length : at + 1 + rest;
        IsMalformed |= !text[(at + 1)..end].Trim(" \t\r"u8).IsEmpty;
        Lines += text[start..at].Count((byte)'\n');
        _cells.Add(new Cell(start + 1, at - start - 1, true, doubled));
        return end;
    }

    private readonly record struct Cell(int Start, int Length, bool IsQuoted, bool HasQuotes);
}
