namespace ReAgent.Evaluation.Reports.Charts;

/// <summary>A mark on an axis.</summary>
/// <param name="Value">Where it is, in the scale's domain.</param>
/// <param name="Label">Its text.</param>
public readonly record struct Tick(double Value, string Label);

/// <summary>Maps values of a domain to positions between 0 and 1, and knows the round numbers to mark.</summary>
public abstract class Scale
{
    /// <summary>Values beyond this are treated as this, so that spans stay finite.</summary>
    protected const double Largest = 1e300;

    /// <summary>Values closer to 0 than this are treated as 0, so that powers of ten stay within what a double can hold.</summary>
    protected const double Smallest = 1e-290;

    /// <summary>Lower end of the domain.</summary>
    public abstract double Minimum { get; }

    /// <summary>Upper end of the domain, above the lower.</summary>
    public abstract double Maximum { get; }

    /// <summary>Round values within the domain, rising.</summary>
    public abstract IReadOnlyList<Tick> Ticks { get; }

    /// <summary>0 at the lower end, 1 at the upper; outside of that for values outside of the domain.</summary>
    public abstract double Position(double value);

    /// <summary>Whether a value lies in the domain.</summary>
    public bool Holds(double value) => value >= Minimum && value <= Maximum;

    /// <summary>The position of a value, or of the nearer end when it lies outside.</summary>
    public double Clamped(double value) => Math.Clamp(Position(value), 0, 1);

    /// <summary>The finite values among the given ones, each within what a scale can span.</summary>
    protected static IReadOnlyList<double> Finite(IEnumerable<double> values) =>
        [.. values.Where(double.IsFinite).Select(value => Math.Abs(value) < Smallest ? 0 : Math.Clamp(value, -Largest, Largest))];
}
