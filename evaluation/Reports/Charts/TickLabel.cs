using System.Globalization;

namespace ReAgent.Evaluation.Reports.Charts;

/// <summary>
/// Short texts of round numbers, all of one axis in the same form: <c>0.25</c>, <c>40</c>, <c>15k</c>, <c>2.5M</c>, <c>3×10⁻⁷</c>.
/// </summary>
public static class TickLabel
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <param name="value">The number.</param>
    /// <param name="stepExponent">Power of ten of the distance between ticks: no digits below it are shown.</param>
    /// <param name="magnitude">Largest absolute value on the axis, which decides the form.</param>
    public static string Of(double value, int stepExponent, double magnitude) => (value, magnitude) switch
    {
        (0, _) => "0",
        (_, >= 1e9 or < 1e-4) => Scientific(value, stepExponent, (int)Math.Floor(Math.Log10(magnitude))),
        (_, >= 1e6) => Fixed(value / 1e6, 6 - stepExponent) + "M",
        (_, >= 1e4) => Fixed(value / 1e3, 3 - stepExponent) + "k",
        _ => Fixed(value, -stepExponent),
    };

    /// <summary>A number in scientific notation; without a mantissa, the power of ten alone.</summary>
    public static string TimesPowerOfTen(string mantissa, int exponent) =>
        $"{mantissa}{(mantissa == "" ? "" : "×")}10{Superscript(exponent)}";

    private static string Scientific(double value, int stepExponent, int exponent)
    {
        // In two steps, because 10^exponent alone may be out of range.
        var mantissa = Fixed(value / Math.Pow(10, exponent / 2) / Math.Pow(10, exponent - exponent / 2), exponent - stepExponent);
        return mantissa == "1" ? TimesPowerOfTen("", exponent) : TimesPowerOfTen(mantissa, exponent);
    }

    private static string Fixed(double value, int decimals) =>
        value.ToString($"F{Math.Clamp(decimals, 0, 15)}", CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Superscript(int exponent) => string.Concat(
        exponent.ToString(CultureInfo.InvariantCulture).Select(digit => digit == '-' ? '⁻' : Superscripts[digit - '0']));
}
