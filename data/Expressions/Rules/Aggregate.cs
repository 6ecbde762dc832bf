using ReAgent.Data.Expressions.Vectors;

namespace ReAgent.Data.Expressions.Rules;

/// <summary>One aggregate of a rule.</summary>
/// <param name="Function">What is asked.</param>
/// <param name="Operand">Of what, for each row; null for COUNT(*).</param>
/// <param name="Text">As printed: <c>SUM(reward)</c>. Aggregates with the same text are one.</param>
internal sealed record Aggregate(AggregateFunction Function, Node? Operand, string Text);
