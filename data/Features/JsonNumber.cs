using System.Globalization;

namespace ReAgent.Data.Features;

/// <summary>Writes float64 numbers as Python's json module does, so that files compare byte for byte with ReAgent's.</summary>
internal static class JsonNumber
{
    /// <exception cref="ArgumentException">The number is not finite.</exception>
    public static string Write(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException($"JSON cannot hold {value}.", nameof(value));
        }

        var sign = double.IsNegative(value) ? "-" : "";
        return value == 0 ? sign + "0.0" : sign + Layout(Math.Abs(value));
    }

    /// <summary>
    /// .NET and Python agree on the shortest digits that round-trip; they differ in where they put the point and the exponent.
    /// </summary>
    private static string Layout(double value)
    {
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var (mantissa, shift) = shortest.Split('E') is [var head, var tail]
            ? (head, int.Parse(tail, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
            : (shortest, 0);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var leadingZeros = all.Length - all.TrimStart('0').Length;
        var exponent = (point < 0 ? mantissa.Length : point) - 1 - leadingZeros + shift;
        var digits = all.Trim('0');

        return exponent switch
        {
            < -4 or >= 16 => $"{WithPoint(digits)}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}",
            < 0 => $"0.{new string('0', -exponent - 1)}{digits}",
            _ when digits.Length <= exponent + 1 => $"{digits.PadRight(exponent + 1, '0')}.0",
            _ => $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}",
        };
    }

    private static string WithPoint(string digits) => digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
}
