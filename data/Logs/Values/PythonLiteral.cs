using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace ReAgent.Data.Logs.Values;

/// <summary>
/// Rewrites lists and dictionaries as Python prints them into JSON: single quotes, tuples, <c>None</c>, <c>True</c>, <c>False</c>, <c>nan</c>, numbers
/// such as <c>1.</c>, and keys without quotes.
/// </summary>
internal ref struct PythonLiteral
{
    /// <summary>How to read what is written: a tuple of one item ends with a comma.</summary>
    public static readonly JsonReaderOptions Json = new() { AllowTrailingCommas = true };

    private readonly ReadOnlySpan<byte> _text;
    private readonly IBufferWriter<byte> _json;
    private int _at;

    private PythonLiteral(ReadOnlySpan<byte> text, IBufferWriter<byte> json)
    {
        _text = text;
        _json = json;
    }

    /// <summary>Writes the JSON; false when the text has something else in it. What was written is then of no use.</summary>
    public static bool TryRewrite(ReadOnlySpan<byte> text, IBufferWriter<byte> json)
    {
        var literal = new PythonLiteral(text, json);
        while (literal._at < text.Length)
        {
            if (!literal.TryToken())
            {
                return false;
            }
        }

        return true;
    }

    private bool TryToken()
    {
        var next = _text[_at];
        switch (next)
        {
            case (byte)'\'' or (byte)'"':
                return TryString(next);
            case (byte)'(':
                return Put("["u8);
            case (byte)')':
                return Put("]"u8);
            case (byte)'{' or (byte)'}' or (byte)'[' or (byte)']' or (byte)',' or (byte)':':
                return Put(_text.Slice(_at, 1));
            case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                _at++;
                return true;
            default:
                return TryWord();
        }
    }

    private bool Put(ReadOnlySpan<byte> json)
    {
        _json.Write(json);
        _at++;
        return true;
    }

    private bool TryString(byte quote)
    {
        _json.Write("\""u8);
        for (_at++; _at < _text.Length; _at++)
        {
            var letter = _text[_at];
            if (letter == quote)
            {
                _at++;
                _json.Write("\""u8);
                return true;
            }

            if (letter == (byte)'\\' && _at + 1 < _text.Length)
            {
                _at++;
                _json.Write(_text[_at] == (byte)'\'' ? "'"u8 : _text.Slice(_at - 1, 2));
            }
            else
            {
                _json.Write(letter == (byte)'"' ? "\\\""u8 : _text.Slice(_at, 1));
            }
        }

        return false;
    }

    private bool TryWord()
    {
        var start = _at;
        while (_at < _text.Length && !" \t\r\n,:()[]{}'\""u8.Contains(_text[_at]))
        {
            _at++;
        }

        var word = _text[start.._at];
        var isKey = IsBefore((byte)':');
        if (isKey)
        {
            _json.Write("\""u8);
        }

        var sound = TryWrite(word);
        if (isKey)
        {
            _json.Write("\""u8);
        }

        return sound;
    }

    private readonly bool TryWrite(ReadOnlySpan<byte> word)
    {
        if (word.SequenceEqual("None"u8) || word.SequenceEqual("nan"u8) || word.SequenceEqual("NaN"u8) || word.SequenceEqual("null"u8))
        {
            _json.Write("null"u8);
        }
        else if (word.SequenceEqual("True"u8) || word.SequenceEqual("true"u8))
        {
            _json.Write("true"u8);
        }
        else if (word.SequenceEqual("False"u8) || word.SequenceEqual("false"u8))
        {
            _json.Write("false"u8);
        }
        else if (!PlainValue.TryNumber(word, out var number) || word.IsEmpty)
        {
            return false;
        }
        else if (!double.IsFinite(number))
        {
            _json.Write(number > 0 ? "\"inf\""u8 : "\"-inf\""u8);
        }
        else if (long.TryParse(word, out _))
        {
            _json.Write(word.TrimStart((byte)'+'));
        }
        else
        {
            Span<byte> text = stackalloc byte[32];
            number.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
            _json.Write(text[..length]);
        }

        return true;
    }

    private readonly bool IsBefore(byte wanted)
    {
        var at = _at;
        while (at < _text.Length && _text[at] is (byte)' ' or (byte)'\t')
        {
            at++;
        }

        return at < _text.Length && _text[at] == wanted;
    }
}
