namespace ReAgent.Data.Expressions.Rules;

/// <summary>What an aggregate has seen: a value for JSON, the same for the same rows in whatever order and parts they came.</summary>
/// <param name="Aggregate">Its text, such as <c>SUM(reward)</c>.</param>
/// <param name="Count">Rows in which its operand is not null; for a condition, rows in which it is true.</param>
/// <param name="NaNs">Values that are not a number.</param>
/// <param name="PositiveInfinities">Values +∞.</param>
/// <param name="NegativeInfinities">Values −∞.</param>
/// <param name="Sum">Exact sum of the finite values, as <see cref="ExactSum.ToString"/> writes it; null where none is asked for.</param>
/// <param name="Minimum">Smallest finite value; null before the first, or where it is not asked for.</param>
/// <param name="Maximum">Largest finite value; null before the first, or where it is not asked for.</param>
public sealed record AggregateState(
    string Aggregate,
    long Count,
    long NaNs = 0,
    long PositiveInfinities = 0,
    long NegativeInfinities = 0,
    string? Sum = null,
    double? Minimum = null,
    double? Maximum = null);
