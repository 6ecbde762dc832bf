using System.Diagnostics.CodeAnalysis;
using ReAgent.Data.Expressions.Binding;
using ReAgent.Data.Expressions.Syntax;
using ReAgent.Data.Expressions.Vectors;

namespace ReAgent.Data.Expressions.Rules;

/// <summary>
/// A condition on all rows of a table, such as <c>COUNT_IF(reward > 1.0) = 0 AND SHARE(action_probability IS NULL) &lt; 0.1</c>: aggregates of row
/// expressions, combined into one condition that must be TRUE. It is immutable, and threads may share it.
/// </summary>
public sealed class ValidationRule
{
    private readonly string _canonical;

    private ValidationRule(string text, SyntaxNode syntax, IReadOnlyList<Aggregate> aggregates, IReadOnlyList<RuleClause> clauses)
    {
        Text = text;
        _canonical = Printer.Print(syntax);
        Aggregates = aggregates;
        Clauses = clauses;
    }

    /// <summary>As the user wrote it.</summary>
    public string Text { get; }

    internal IReadOnlyList<Aggregate> Aggregates { get; }

    internal IReadOnlyList<RuleClause> Clauses { get; }

    /// <summary>Reads and checks a rule; nothing is thrown, whatever the text.</summary>
    /// <param name="text">At most <see cref="ExpressionLimits.Length"/> characters.</param>
    /// <param name="schema">The columns it may use.</param>
    /// <param name="rule">Null when there are problems.</param>
    /// <param name="problems">Every problem, in the order of the text.</param>
    public static bool TryParse(
        string text, ExpressionSchema schema, [NotNullWhen(true)] out ValidationRule? rule, out IReadOnlyList<ExpressionProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(schema);
        var found = new ProblemList();
        var pieces = Parser.Read(text, found);
        List<Aggregate> aggregates = [];
        var node = Binder.BindRule(pieces, schema, ExpressionType.Boolean, found, aggregates);
        if (node is not null && aggregates.Count == 0)
        {
            found.Add(0, $"The rule looks at no rows; it needs {AggregateNames.All}.");
        }

        problems = found.Sorted();
        rule = found.Any || node is null ? null : new ValidationRule(text, pieces[0], aggregates, [.. ClausesOf(pieces[0], schema, aggregates)]);
        return rule is not null;
    }

    /// <summary>Reads and checks a rule.</summary>
    /// <exception cref="ExpressionException">The text has problems; it holds all of them.</exception>
    public static ValidationRule Parse(string text, ExpressionSchema schema) =>
        TryParse(text, schema, out var rule, out var problems) ? rule : throw new ExpressionException(text, problems);

    /// <summary>A tally that has seen no rows.</summary>
    public RuleTally NewTally() => new(this);

    /// <summary>A tally that goes on where a state ended.</summary>
    /// <exception cref="FormatException">The state belongs to another rule, or is damaged.</exception>
    public RuleTally TallyFrom(RuleTallyState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new RuleTally(this, state);
    }

    /// <summary>The rule in one canonical spelling; parsed again, it gives the same rule.</summary>
    public override string ToString() => _canonical;

    private static IEnumerable<RuleClause> ClausesOf(SyntaxNode node, ExpressionSchema schema, List<Aggregate> aggregates)
    {
        if (node is BinaryNode { Operator: BinaryOperator.And } both)
        {
            return ClausesOf(both.Left, schema, aggregates).Concat(ClausesOf(both.Right, schema, aggregates));
        }

        var condition = Typing.As<bool>(Bound(node, ExpressionType.Boolean, schema, aggregates)!);
        List<Aggregate> own = [];
        _ = Bound(node, ExpressionType.Boolean, schema, own);
        var shown = own.Select(aggregate =>
            (aggregate.Text, (Node<double>)new NumberColumn(AggregateRow.ColumnName(aggregates.FindIndex(known => known.Text == aggregate.Text))))).ToArray();
        if (node is BinaryNode comparison && Precedence.Of(comparison.Operator) == Precedence.Comparison
            && Bound(comparison.Left, ExpressionType.Number, schema, aggregates) is Node<double> left
            && Bound(comparison.Right, ExpressionType.Number, schema, aggregates) is Node<double> right)
        {
            return [new RuleClause(Printer.Print(node), condition, comparison.Operator, left, right, shown)];
        }

        return [new RuleClause(Printer.Print(node), condition, null, null, null, shown)];
    }

    private static Node? Bound(SyntaxNode node, ExpressionType wanted, ExpressionSchema schema, List<Aggregate> aggregates) =>
        Binder.BindRule([node], schema, wanted, new ProblemList(), aggregates);
}
