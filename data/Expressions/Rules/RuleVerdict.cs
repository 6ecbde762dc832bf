namespace ReAgent.Data.Expressions.Rules;

/// <summary>Whether the rows obey a rule.</summary>
/// <param name="Rule">As the user wrote it.</param>
/// <param name="Passed">The rule is TRUE; FALSE, NULL and values that are not a number fail.</param>
/// <param name="Rows">Rows that were looked at.</param>
/// <param name="Clauses">The parts that AND joins; all must hold.</param>
/// <param name="Sentence">For people: <c>COUNT_IF(reward > 1.0) = 0 is FALSE: 3 = 0 (120 rows).</c></param>
public sealed record RuleVerdict(string Rule, bool Passed, long Rows, IReadOnlyList<ClauseVerdict> Clauses, string Sentence);

/// <summary>Whether one part of a rule holds.</summary>
/// <param name="Clause">Its text.</param>
/// <param name="Holds">Null when it is NULL, as a comparison with the mean of no rows is.</param>
/// <param name="Left">Value to the left of a comparison of numbers; null where there is none or it is not finite.</param>
/// <param name="Right">Value to its right.</param>
public sealed record ClauseVerdict(string Clause, bool? Holds, double? Left = null, double? Right = null);
