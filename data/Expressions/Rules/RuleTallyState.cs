namespace ReAgent.Data.Expressions.Rules;

/// <summary>The state of a <see cref="RuleTally"/>, for a manifest or a message: a plain value for System.Text.Json.</summary>
/// <param name="Rule">The rule in its canonical spelling.</param>
/// <param name="Rows">Rows seen.</param>
/// <param name="Aggregates">One for each aggregate of the rule, in the order of the rule.</param>
public sealed record RuleTallyState(string Rule, long Rows, IReadOnlyList<AggregateState> Aggregates);
