using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ReAgent.Data.Columns;

namespace ReAgent.Data.Logs.Values;

/// <summary>What was seen of the values of one column of a text file, to tell its type.</summary>
internal sealed class ValueSketch
{
    // Structures have few members; beyond this it is a map whose keys are data.
    private const int MostMembers = 64;

    private readonly Dictionary<string, ValueSketch> _members = new(StringComparer.Ordinal);
    private int _integers;
    private int _numbers;
    private int _flags;
    private int _texts;
    private int _lists;
    private int _maps;
    private int _namedKeys;
    private int _wholeKeys;
    private bool _manyMembers;
    private ValueSketch? _items;
    private ValueSketch? _values;

    private int Plain => _integers + _numbers + _flags + _texts;

    // A few wrong values do not change the type of a column; they are problems of their rows.
    private bool IsMap => _maps >= _lists && _maps >= Plain;

    private bool IsList => !IsMap && _lists >= Plain;

    private bool HasNames => _namedKeys > 0 && _namedKeys >= _wholeKeys;

    private bool IsBlank => Plain == 0 && ((_items?.IsBlank ?? true) && (_values?.IsBlank ?? true));

    /// <summary>Looks at the value that a reader stands on, and moves it to the value's end.</summary>
    public void Observe(ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.Number:
                Observe(json.GetDouble());
                break;
            case JsonTokenType.True or JsonTokenType.False:
                _flags++;
                break;
            case JsonTokenType.String:
                _texts++;
                break;
            case JsonTokenType.StartArray:
                _lists++;
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                {
                    (_items ??= new()).Observe(ref json);
                }

                break;
            case JsonTokenType.StartObject:
                ObserveMembers(ref json);
                break;
        }
    }

    /// <summary>Looks at a cell.</summary>
    public void Observe(ReadOnlySpan<byte> cell)
    {
        cell = cell.Trim(" \t\r\n"u8);
        if (PlainValue.IsBlank(cell))
        {
            return;
        }

        if (cell[0] is (byte)'[' or (byte)'{' or (byte)'(' && (TryObserve(cell) || TryObserveLiteral(cell)))
        {
            return;
        }

        if (PlainValue.TryNumber(cell, out var number))
        {
            Observe(number);
        }
        else if (PlainValue.TryFlag(cell, out _))
        {
            _flags++;
        }
        else
        {
            _texts++;
        }
    }

    /// <summary>The column that these values make.</summary>
    public LogColumn Column(string name)
    {
        ImmutableArray<LogColumn> members = _maps > 0 && IsMap && HasNames && !_manyMembers
            ? [.. _members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => member.Value.Column($"{name}.{member.Key}"))]
            : [];
        var shape = Shape();
        return new LogColumn(name, shape, shape?.ToString() ?? (IsBlank ? "nothing but absent values" : members.IsEmpty ? "mixture of types" : "structure"), members, IsBlank);
    }

    private ColumnShape? Shape()
    {
        if (IsBlank)
        {
            return null;
        }

        if (!IsMap && !IsList)
        {
            return _texts > 0 || (_flags > 0 && _flags < Plain) ? ColumnShape.Text
                : _flags > 0 ? ColumnShape.Flag
                : _numbers > 0 ? ColumnShape.Number
                : ColumnShape.Integer;
        }

        return (IsList ? _items : _values)?.Shape() is not { } inner ? null
            : IsList ? new ColumnShape.ListOf(inner)
            : new ColumnShape.MapOf(HasNames ? ScalarKind.Text : ScalarKind.Integer, inner);
    }

    private void Observe(double number)
    {
        if (double.IsInteger(number))
        {
            _integers++;
        }
        else
        {
            _numbers++;
        }
    }

    private void ObserveMembers(ref Utf8JsonReader json)
    {
        _maps++;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var key = json.GetString()!;
            var isWhole = long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
            _wholeKeys += isWhole ? 1 : 0;
            _namedKeys += isWhole ? 0 : 1;
            json.Read();
            var value = json;
            (_values ??= new()).Observe(ref json);
            if (!_members.TryGetValue(key, out var member) && !(_manyMembers |= _members.Count >= MostMembers))
            {
                _members[key] = member = new ValueSketch();
            }

            member?.Observe(ref value);
        }
    }

    private bool TryObserveLiteral(ReadOnlySpan<byte> cell)
    {
        var json = new ArrayBufferWriter<byte>();
        return PythonLiteral.TryRewrite(cell, json) && TryObserve(json.WrittenSpan);
    }

    private bool TryObserve(ReadOnlySpan<byte> text)
    {
        try
        {
            // The first pass checks the text as a whole, so that half a value leaves no trace.
            var check = new Utf8JsonReader(text, PythonLiteral.Json);
            while (check.Read())
            {
            }

            var json = new Utf8JsonReader(text, PythonLiteral.Json);
            json.Read();
            Observe(ref json);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
