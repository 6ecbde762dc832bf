namespace ReAgent.Data.Inspection.Counting;

/// <summary>Counts, range, mean and variance of numbers, in one pass; two counters add up to one (Chan, Golub and LeVeque, 1979).</summary>
internal sealed class NumberCounter(string name)
{
    private double _squares;

    public string Name => name;

    public long Count { get; private set; }

    public long Missing { get; set; }

    public long Infinite { get; private set; }

    public long Zeros { get; private set; }

    public double Minimum { get; private set; } = double.PositiveInfinity;

    public double Maximum { get; private set; } = double.NegativeInfinity;

    public double Mean { get; private set; }

    /// <summary>Adds a value; NaN is a missing one.</summary>
    public void Add(double value)
    {
        if (!double.IsFinite(value))
        {
            _ = double.IsNaN(value) ? Missing++ : Infinite++;
            return;
        }

        Count++;
        Zeros += value == 0 ? 1 : 0;
        Minimum = Math.Min(Minimum, value);
        Maximum = Math.Max(Maximum, value);
        var step = value - Mean;
        Mean += step / Count;
        _squares += step * (value - Mean);
    }

    public void Add(NumberCounter other)
    {
        Missing += other.Missing;
        Infinite += other.Infinite;
        Zeros += other.Zeros;
        if (other.Count == 0)
        {
            return;
        }

        var count = Count + other.Count;
        var step = other.Mean - Mean;
        Mean += step * other.Count / count;
        _squares += other._squares + (step * step * Count * other.Count / count);
        Count = count;
        Minimum = Math.Min(Minimum, other.Minimum);
        Maximum = Math.Max(Maximum, other.Maximum);
    }

    public NumberInspection Inspection() => new()
    {
        Name = name,
        Count = Count,
        Missing = Missing,
        Infinite = Infinite,
        Zeros = Zeros,
        Minimum = Count == 0 ? double.NaN : Minimum,
        Maximum = Count == 0 ? double.NaN : Maximum,
        Mean = Count == 0 ? double.NaN : Mean,
        StandardDeviation = Count switch
        {
            0 => double.NaN,
            1 => 0,
            _ => Math.Sqrt(_squares / (Count - 1)),
        },
    };
}
