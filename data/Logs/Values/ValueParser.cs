using System.Buffers;
using System.Text;
using System.Text.Json;
using ReAgent.Data.Columns;

namespace ReAgent.Data.Logs.Values;

/// <summary>
/// Parses the values of one column out of text: JSON, or cells that hold a plain value, JSON, or a list or dictionary as Python prints it. Every value
/// becomes one row; one that cannot be read becomes an absent row, and <see cref="Problem"/> says why.
/// </summary>
internal sealed class ValueParser
{
    private readonly TextPool _texts = new();
    private readonly ArrayBufferWriter<byte> _rewritten = new();

    /// <summary>What the last value that could not be read is, in words that follow the column's name: <c>is not a number</c>.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>Appends the value of a cell; an empty one is absent.</summary>
    public bool AppendCell(ReadOnlySpan<byte> cell, Column column)
    {
        if (column is not RaggedColumn)
        {
            return AppendPlain(cell, column) || Fail(column, column.Count);
        }

        cell = cell.Trim(" \t\r\n"u8);
        if (PlainValue.IsBlank(cell))
        {
            column.AppendAbsent();
            return true;
        }

        var before = column.Count;
        if (AppendText(cell, column))
        {
            return true;
        }

        column.Truncate(before);
        _rewritten.ResetWrittenCount();
        return (PythonLiteral.TryRewrite(cell, _rewritten) && AppendText(_rewritten.WrittenSpan, column)) || Fail(column, before);
    }

    /// <summary>Appends the value that the reader stands on and moves to its end.</summary>
    public bool Append(ref Utf8JsonReader json, Column column)
    {
        var before = column.Count;
        var start = json;
        if (TryAppend(ref json, column))
        {
            return true;
        }

        json = start;
        json.Skip();
        return Fail(column, before);
    }

    private static bool Fail(Column column, int before)
    {
        column.Truncate(before);
        column.AppendAbsent();
        return false;
    }

    private bool AppendText(ReadOnlySpan<byte> text, Column column)
    {
        try
        {
            var json = new Utf8JsonReader(text, PythonLiteral.Json);
            if (json.Read() && TryAppend(ref json, column))
            {
                return !json.Read() || Refuse("has more than one value");
            }

            return false;
        }
        catch (JsonException)
        {
            return Refuse("is neither JSON nor as Python writes it");
        }
    }

    private bool TryAppend(ref Utf8JsonReader json, Column column)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            column.AppendAbsent();
            return true;
        }

        return column switch
        {
            RaggedColumn { Children.Length: 1 } list => AppendList(ref json, list),
            RaggedColumn map => AppendMap(ref json, map),
            _ => AppendScalar(ref json, column),
        };
    }

    private bool AppendScalar(ref Utf8JsonReader json, Column column)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.String when !json.ValueIsEscaped:
                return AppendPlain(json.ValueSpan, column);
            case JsonTokenType.String:
                var buffer = ArrayPool<byte>.Shared.Rent(json.ValueSpan.Length);
                var length = json.CopyString(buffer);
                var appended = AppendPlain(buffer.AsSpan(0, length), column);
                ArrayPool<byte>.Shared.Return(buffer);
                return appended;
            case JsonTokenType.Number when column is ValueColumn<string> names && json.ValueSpan.ContainsAny(".eE"u8):
                names.Add(PlainValue.NameOf(json.GetDouble()));
                return true;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False when json.TokenType == JsonTokenType.Number || column is not ValueColumn<long>:
                return column is ValueColumn<double> numbers && json.TokenType != JsonTokenType.Number
                    ? AppendNumber(numbers, json.TokenType == JsonTokenType.True ? 1 : 0)
                    : AppendPlain(json.ValueSpan, column);
            default:
                return Refuse(Wanted(column));
        }
    }

    private bool AppendPlain(ReadOnlySpan<byte> text, Column column)
    {
        switch (column)
        {
            case ValueColumn<string> texts:
                texts.Add(TextOf(text));
                return true;
            case ValueColumn<double> numbers:
                return PlainValue.TryNumber(text, out var number) ? AppendNumber(numbers, number) : Refuse(Wanted(column));
            case ValueColumn<long> integers when PlainValue.TryInteger(text, out var integer):
                integers.Add(integer);
                return true;
            case ValueColumn<bool> flags when PlainValue.TryFlag(text, out var flag):
                flags.Add(flag);
                return true;
            default:
                return Refuse(Wanted(column));
        }
    }

    private static bool AppendNumber(ValueColumn<double> numbers, double number)
    {
        numbers.Add(number);
        return true;
    }

    private bool AppendList(ref Utf8JsonReader json, RaggedColumn list)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            return Refuse("is not a list");
        }

        var items = list.Children[0];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if ((json.TokenType != JsonTokenType.Null || items is RaggedColumn) && !TryAppend(ref json, items))
            {
                return Refuse("has an item that " + Problem);
            }
        }

        list.EndRow();
        return true;
    }

    private bool AppendMap(ref Utf8JsonReader json, RaggedColumn map)
    {
        var (keys, values) = (map.Children[0], map.Children[1]);
        if (json.TokenType == JsonTokenType.StartArray)
        {
            return AppendDenseOrPairs(ref json, map, keys, values);
        }

        if (json.TokenType != JsonTokenType.StartObject)
        {
            return Refuse("is not a map");
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var key = json;
            json.Read();
            if (json.TokenType != JsonTokenType.Null && (!AppendKey(ref key, keys) || !AppendMapValue(ref json, values)))
            {
                return false;
            }
        }

        map.EndRow();
        return true;
    }

    /// <summary>A list of numbers, whose positions are the keys, or a list of pairs of key and value.</summary>
    private bool AppendDenseOrPairs(ref Utf8JsonReader json, RaggedColumn map, Column keys, Column values)
    {
        for (long position = 0; json.Read() && json.TokenType != JsonTokenType.EndArray; position++)
        {
            if (json.TokenType == JsonTokenType.StartArray)
            {
                json.Read();
                var key = json;
                if (!json.Read() || !AppendKey(ref key, keys) || !AppendMapValue(ref json, values) || !json.Read() || json.TokenType != JsonTokenType.EndArray)
                {
                    return Refuse("is not a map");
                }
            }
            else if (json.TokenType != JsonTokenType.Null)
            {
                if (keys is not ValueColumn<long> positions || !AppendMapValue(ref json, values))
                {
                    return keys is ValueColumn<long> ? false : Refuse("is not a map");
                }

                positions.Add(position);
            }
        }

        map.EndRow();
        return true;
    }

    private bool AppendMapValue(ref Utf8JsonReader json, Column values) => TryAppend(ref json, values) || Refuse("has a value that " + Problem);

    private bool AppendKey(ref Utf8JsonReader json, Column keys)
    {
        if (keys is ValueColumn<long> ids)
        {
            if (!json.ValueIsEscaped && PlainValue.TryInteger(json.ValueSpan, out var id) && id != long.MinValue)
            {
                ids.Add(id);
                return true;
            }

            return Refuse("has a key that is not a whole number");
        }

        return json.TokenType == JsonTokenType.PropertyName && !json.ValueIsEscaped ? AppendPlain(json.ValueSpan, keys) : AppendName(json.GetString(), keys);
    }

    private static bool AppendName(string? name, Column keys)
    {
        ((ValueColumn<string>)keys).Add(name ?? "");
        return true;
    }

    private string TextOf(ReadOnlySpan<byte> text)
    {
        if (text.Length > 256)
        {
            return Encoding.UTF8.GetString(text);
        }

        Span<char> characters = stackalloc char[256];
        return _texts.TextOf(characters[..Encoding.UTF8.GetChars(text, characters)]);
    }

    private static string Wanted(Column column) => column switch
    {
        ValueColumn<double> => "is not a number",
        ValueColumn<long> => "is not a whole number",
        ValueColumn<bool> => "is neither true nor false",
        _ => "is not a text",
    };

    private bool Refuse(string problem)
    {
        Problem = problem;
        return false;
    }
}
