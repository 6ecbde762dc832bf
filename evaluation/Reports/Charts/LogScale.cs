namespace ReAgent.Evaluation.Reports.Charts;

/// <summary>A scale on which equal ratios have equal lengths, for positive values of very different size.</summary>
public sealed class LogScale : Scale
{
    private static readonly int[] Mantissas = [1, 2, 5];

    private LogScale(double minimum, double maximum) => (Minimum, Maximum) = (minimum, maximum);

    public override double Minimum { get; }

    public override double Maximum { get; }

    /// <summary>Powers of ten; 2 and 5 times them where there are few; only some of them where there are many.</summary>
    public override IReadOnlyList<Tick> Ticks
    {
        get
        {
            var (first, last) = ((int)Math.Floor(Math.Log10(Minimum)), (int)Math.Ceiling(Math.Log10(Maximum)));
            var decades = last - first;
            var stride = Math.Max(1, (int)Math.Ceiling(decades / 6.0));
            List<Tick> ticks = [];
            for (var exponent = first; exponent <= last; exponent++)
            {
                foreach (var mantissa in decades <= 2 ? Mantissas : Mantissas.AsSpan(0, 1))
                {
                    var value = Value(mantissa, exponent);
                    if (Holds(value) && exponent % stride == 0)
                    {
                        ticks.Add(new(value, TickLabel.Of(value, exponent, value)));
                    }
                }
            }

            return ticks;
        }
    }

    public override double Position(double value) =>
        (Math.Log10(Math.Max(value, Smallest)) - Math.Log10(Minimum)) / (Math.Log10(Maximum) - Math.Log10(Minimum));

    /// <summary>
    /// A scale that holds the values and ends at 1, 2 or 5 times a power of ten. Values that are not finite and well above zero are passed
    /// over; with none left the domain is 0.1 to 10.
    /// </summary>
    public static LogScale Rounded(IEnumerable<double> values)
    {
        IReadOnlyList<double> positive = [.. Finite(values).Where(value => value > 0)];
        if (positive.Count == 0)
        {
            return new(0.1, 10);
        }

        var (low, high) = (Below(positive.Min()), Above(positive.Max()));
        return low < high ? new(low, high) : new(low / 10, high * 10);
    }

    /// <summary>Whether values are all positive and so far apart that a linear scale would hide most of them.</summary>
    public static bool Suits(IEnumerable<double> values)
    {
        var finite = Finite(values);
        return finite.Count > 1 && finite.Min() > 0 && finite.Max() / finite.Min() >= 100;
    }

    private static double Below(double value)
    {
        var exponent = (int)Math.Floor(Math.Log10(value));
        return Mantissas.Select(mantissa => Value(mantissa, exponent)).LastOrDefault(round => round <= value, Value(1, exponent));
    }

    private static double Above(double value)
    {
        var exponent = (int)Math.Floor(Math.Log10(value));
        return Mantissas.Select(mantissa => Value(mantissa, exponent)).FirstOrDefault(round => round >= value, Value(1, exponent + 1));
    }

    private static double Value(int mantissa, int exponent) => new RoundStep(mantissa, exponent).Size;
}
