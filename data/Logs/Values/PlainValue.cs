using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ReAgent.Data.Logs.Values;

/// <summary>Plain values written as text, in UTF-8.</summary>
internal static class PlainValue
{
    /// <summary>A number; NaN for the ways to write that there is none.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> text, out double value)
    {
        text = text.Trim(" \t"u8);
        if (Utf8Parser.TryParse(text, out value, out var read) && read == text.Length)
        {
            return true;
        }

        if (IsBlank(text))
        {
            value = double.NaN;
            return true;
        }

        var sign = text.StartsWith("-"u8) ? -1 : 1;
        var magnitude = text.TrimStart("+-"u8);
        if (Ascii.EqualsIgnoreCase(magnitude, "inf"u8) || Ascii.EqualsIgnoreCase(magnitude, "infinity"u8))
        {
            value = sign * double.PositiveInfinity;
            return true;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>A whole number, a number without a fraction, or a time (ISO 8601; UTC unless it says otherwise) as microseconds since 1970.</summary>
    public static bool TryInteger(ReadOnlySpan<byte> text, out long value)
    {
        text = text.Trim(" \t"u8);
        if (Utf8Parser.TryParse(text, out value, out var read) && read == text.Length)
        {
            return true;
        }

        if (TryNumber(text, out var number))
        {
            return TryInteger(number, out value);
        }

        return TryTime(text, out value);
    }

    /// <summary>A whole number held in double precision; the absent one for NaN.</summary>
    public static bool TryInteger(double number, out long value)
    {
        value = double.IsNaN(number) || !double.IsInteger(number) || Math.Abs(number) >= 9.2e18 ? long.MinValue : (long)number;
        return double.IsNaN(number) || value != long.MinValue;
    }

    /// <summary>True or false, in words or as a number.</summary>
    public static bool TryFlag(ReadOnlySpan<byte> text, out bool value)
    {
        text = text.Trim(" \t"u8);
        value = Ascii.EqualsIgnoreCase(text, "true"u8);
        if (value || Ascii.EqualsIgnoreCase(text, "false"u8))
        {
            return true;
        }

        var isNumber = TryNumber(text, out var number);
        value = number > 0;
        return isNumber;
    }

    /// <summary>A number as the name of an action or an episode: 1.0 and 1 are the same name.</summary>
    public static string NameOf(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>True for the ways in which tools write that there is no number.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> text) => text.IsEmpty
        || (text.Length <= 5 && (Ascii.EqualsIgnoreCase(text, "nan"u8) || Ascii.EqualsIgnoreCase(text, "null"u8) || Ascii.EqualsIgnoreCase(text, "none"u8)
            || Ascii.EqualsIgnoreCase(text, "na"u8) || Ascii.EqualsIgnoreCase(text, "n/a"u8) || Ascii.EqualsIgnoreCase(text, "<na>"u8) || text.SequenceEqual("\\N"u8)));

    private static bool TryTime(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = long.MinValue;
        Span<char> characters = stackalloc char[40];
        if (text.Length is < 8 or > 40 || !Ascii.IsValid(text))
        {
            return false;
        }

        Ascii.ToUtf16(text, characters, out var length);
        if (!DateTimeOffset.TryParse(
            characters[..length], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return false;
        }

        microseconds = (time.UtcDateTime - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        return true;
    }
}
