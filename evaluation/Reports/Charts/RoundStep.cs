namespace ReAgent.Evaluation.Reports.Charts;

/// <summary>A distance between ticks that people count in: 1, 2 or 5 times a power of ten.</summary>
/// <param name="Mantissa">1, 2 or 5.</param>
/// <param name="Exponent">The power of ten.</param>
public readonly record struct RoundStep(int Mantissa, int Exponent)
{
    /// <summary>Part of a step by which the ends of a domain may miss a multiple and still count as on it.</summary>
    private const double Slack = 1e-6;

    /// <summary>The distance itself.</summary>
    public double Size => Times(1);

    /// <summary>The step that cuts a span into about so many intervals.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span is not between 1e-300 and 1e302.</exception>
    public static RoundStep For(double span, int intervals, bool wholeNumbers = false)
    {
        if (span is not (>= 1e-300 and <= 1e302))
        {
            throw new ArgumentOutOfRangeException(nameof(span), span, "A span must be between 1e-300 and 1e302.");
        }

        var wanted = span / Math.Max(1, intervals);
        if (wholeNumbers && wanted < 1)
        {
            return new(1, 0);
        }

        var exponent = (int)Math.Floor(Math.Log10(wanted));
        // The thresholds are the geometric means of neighbouring steps.
        return (wanted / Math.Pow(10, exponent)) switch
        {
            < 1.4142135623730951 => new(1, exponent),
            < 3.1622776601683795 => new(2, exponent),
            < 7.0710678118654755 => new(5, exponent),
            _ => new(1, exponent + 1),
        };
    }

    /// <summary>The multiples of the step between two values, both included.</summary>
    public IEnumerable<double> Multiples(double low, double high)
    {
        var (first, last) = (Math.Ceiling(low / Size - Slack), Math.Floor(high / Size + Slack));
        for (var multiple = first; multiple <= last; multiple++)
        {
            yield return Times(multiple);
        }
    }

    /// <summary>The largest multiple that is not above the value.</summary>
    public double Below(double value) => Times(Math.Floor(value / Size + Slack));

    /// <summary>The smallest multiple that is not below the value.</summary>
    public double Above(double value) => Times(Math.Ceiling(value / Size - Slack));

    // Dividing by a whole power of ten gives the double nearest to the decimal number; multiplying by 0.1 does not.
    private double Times(double multiple)
    {
        var value = Exponent >= 0 ? multiple * Mantissa * Math.Pow(10, Exponent) : multiple * Mantissa / Math.Pow(10, -Exponent);
        return value == 0 ? 0 : value;
    }
}
