namespace ReAgent.Evaluation.Reports.Charts;

/// <summary>A scale on which equal differences have equal lengths. Its ticks are multiples of 1, 2 or 5 times a power of ten.</summary>
public sealed class LinearScale : Scale
{
    private readonly RoundStep _step;

    private LinearScale(double minimum, double maximum, RoundStep step) => (Minimum, Maximum, _step) = (minimum, maximum, step);

    public override double Minimum { get; }

    public override double Maximum { get; }

    /// <summary>Distance between ticks.</summary>
    public double Step => _step.Size;

    public override IReadOnlyList<Tick> Ticks
    {
        get
        {
            var magnitude = Math.Max(Math.Abs(Minimum), Math.Abs(Maximum));
            return
            [
                .. _step.Multiples(Minimum, Maximum)
                    .Select(value => new Tick(value, TickLabel.Of(value, _step.Exponent, magnitude))),
            ];
        }
    }

    public override double Position(double value) => (Math.Clamp(value, -10 * Largest, 10 * Largest) - Minimum) / (Maximum - Minimum);

    /// <summary>A scale from the lowest to the highest value. Values that are not finite are passed over.</summary>
    /// <param name="values">Values to hold; with none, or all the same, the domain is widened around them.</param>
    /// <param name="intervals">About how many steps between ticks to have, at least 1.</param>
    /// <param name="wholeNumbers">Whether values are counts, so that ticks between whole numbers would mean nothing.</param>
    public static LinearScale Over(IEnumerable<double> values, int intervals = 4, bool wholeNumbers = false)
    {
        var (low, high) = Span(Finite(values));
        return new(low, high, RoundStep.For(high - low, intervals, wholeNumbers));
    }

    /// <summary>A scale whose ends are ticks: the domain reaches outward to the next round values.</summary>
    /// <inheritdoc cref="Over"/>
    public static LinearScale Rounded(IEnumerable<double> values, int intervals = 4, bool wholeNumbers = false)
    {
        var (low, high) = Span(Finite(values));
        var step = RoundStep.For(high - low, intervals, wholeNumbers);
        return new(step.Below(low), step.Above(high), step);
    }

    private static (double Low, double High) Span(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
        {
            return (0, 1);
        }

        var (low, high) = (values.Min(), values.Max());
        // Below this the digits of a double run out before the ticks do.
        var resolvable = Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-9;
        if (high - low > resolvable)
        {
            return (low, high);
        }

        var margin = low == 0 ? 1 : Math.Abs(low) * 0.1;
        return (low - margin, high + margin);
    }
}
