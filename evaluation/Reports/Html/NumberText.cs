using System.Globalization;

namespace ReAgent.Evaluation.Reports.Html;

/// <summary>Numbers as people read them: no more digits than they are worth, groups of thousands, units in words.</summary>
public static class NumberText
{
    /// <summary>Stands where there is no number.</summary>
    public const string None = "–";

    private static readonly string[] ByteUnits = ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>A whole number with groups of thousands.</summary>
    public static string Count(long count) => Minus(count.ToString("N0", CultureInfo.InvariantCulture));

    /// <summary>A count and its noun, which must form its plural with an s: <c>1 episode</c>, <c>12 episodes</c>.</summary>
    public static string Count(long count, string singular) => $"{Count(count)} {singular}{(count == 1 ? "" : "s")}";

    /// <summary>A count and a unit that is given in the plural: <c>1 episode</c>, <c>12 episodes</c>.</summary>
    public static string Amount(long count, string unit) =>
        $"{Count(count)} {(count == 1 && unit.EndsWith('s') ? unit[..^1] : unit)}";

    /// <summary>A number to four significant digits, without zeros that say nothing.</summary>
    public static string Value(double? value) => value is { } number ? WithoutTrailingZeros(Rounded(number, Decimals(number, 4))) : None;

    /// <summary>
    /// A value with its interval, both to two significant digits of the interval's half width, or to three where the value has no more:
    /// <c>1.31 (1.12 to 1.50)</c>.
    /// </summary>
    public static string Interval(IntervalEstimate? estimate) => estimate switch
    {
        null => None,
        { Low: { } low, High: { } high } when double.IsFinite(low) && double.IsFinite(high) => Interval(estimate.Value, low, high),
        { Low: not null } or { High: not null } => $"{Value(estimate.Value)} ({Value(estimate.Low)} to {Value(estimate.High)})",
        _ => Value(estimate.Value),
    };

    /// <summary>The ends of an interval alone: <c>1.12 to 1.50</c>.</summary>
    public static string Range(IntervalEstimate estimate)
    {
        var text = Interval(estimate);
        var opening = text.IndexOf('(', StringComparison.Ordinal);
        return opening < 0 ? None : text[(opening + 1)..^1];
    }

    /// <summary>The value alone, to as many digits as its interval is worth.</summary>
    public static string Point(IntervalEstimate estimate) => Interval(estimate).Split(" (")[0];

    /// <summary>A share in [0, 1] as a percentage. Shares that are neither none nor all never read as if they were.</summary>
    public static string Percent(double? share) => share switch
    {
        null => None,
        { } value when !double.IsFinite(value) => Value(value),
        > 0 and < 0.0005 => "< 0.1\u00A0%",
        > 0.9995 and < 1 => "> 99.9\u00A0%",
        0 or 1 => $"{share * 100:0}\u00A0%",
        { } value => Minus(string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.0}\u00A0%")),
    };

    /// <summary>A confidence level: <c>95 %</c>, <c>99.9 %</c>.</summary>
    public static string Level(double level) => string.Create(CultureInfo.InvariantCulture, $"{level * 100:0.##}\u00A0%");

    /// <summary>A time span: <c>0.42 s</c>, <c>12 s</c>, <c>3 min 5 s</c>, <c>2 h 10 min</c>.</summary>
    public static string Duration(double seconds)
    {
        if (!double.IsFinite(seconds))
        {
            return Value(seconds);
        }

        if (Math.Abs(seconds) < 9.95)
        {
            return $"{Rounded(seconds, Math.Min(Decimals(seconds, 2), 3))} s";
        }

        var whole = (long)Math.Round(Math.Min(seconds, 1e15));
        return whole switch
        {
            < 60 => $"{whole} s",
            < 3600 => $"{whole / 60} min {whole % 60} s",
            _ => $"{Count(whole / 3600)} h {whole % 3600 / 60} min",
        };
    }

    /// <summary>A length in bytes to three significant digits: <c>812 bytes</c>, <c>4.21 MB</c>.</summary>
    public static string Bytes(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        while (value >= 999.5 && unit < ByteUnits.Length - 1)
        {
            (value, unit) = (value / 1000, unit + 1);
        }

        return unit == 0 ? Count(bytes, "byte") : $"{Rounded(value, Decimals(Math.Max(value, 1), 3))} {ByteUnits[unit]}";
    }

    private static string Interval(double value, double low, double high)
    {
        var halfWidth = Math.Abs(high - low) / 2;
        var largest = Math.Max(Math.Abs(value), Math.Max(Math.Abs(low), Math.Abs(high)));
        var decimals = halfWidth > largest * 1e-6
            ? Math.Max(Decimals(halfWidth, 2), Math.Min(Decimals(value, 3), Decimals(halfWidth, 3)))
            : Decimals(largest, 4);
        return $"{Rounded(value, decimals)} ({Rounded(low, decimals)} to {Rounded(high, decimals)})";
    }

    /// <summary>Decimals that show so many significant digits of a number; below 0 where it is rounded before the point.</summary>
    private static int Decimals(double number, int significant) =>
        number == 0 || !double.IsFinite(number) ? 0 : significant - 1 - (int)Math.Floor(Math.Log10(Math.Abs(number)) + 1e-12);

    private static string Rounded(double number, int decimals) => number switch
    {
        double.NaN => "not a number",
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        0 => "0",
        _ when Math.Abs(number) is >= 1e9 or < 1e-5 => Scientific(number),
        _ => Minus(number.ToString($"N{Math.Clamp(decimals, 0, 8)}", CultureInfo.InvariantCulture)),
    };

    private static string Scientific(double number)
    {
        var parts = number.ToString("0.##e0", CultureInfo.InvariantCulture).Split('e');
        return Charts.TickLabel.TimesPowerOfTen(Minus(parts[0]), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private static string WithoutTrailingZeros(string text) =>
        text.AsSpan().Contains('.') && !text.AsSpan().Contains('×') ? text.TrimEnd('0').TrimEnd('.') : text;

    // Rounding may leave a zero with a sign.
    private static string Minus(string text) =>
        text.AsSpan().IndexOfAnyInRange('1', '9') < 0 ? text.TrimStart('-') : text.Replace('-', '−');
}
