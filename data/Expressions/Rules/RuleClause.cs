using System.Globalization;
using ReAgent.Data.Expressions.Syntax;
using ReAgent.Data.Expressions.Vectors;

namespace ReAgent.Data.Expressions.Rules;

/// <summary>One of the conditions that AND joins in a rule.</summary>
/// <param name="Text">As printed.</param>
/// <param name="Condition">To be decided on the row of aggregates.</param>
/// <param name="Operator">Of a comparison of numbers; null otherwise.</param>
/// <param name="Left">Left side of that comparison.</param>
/// <param name="Right">Right side of that comparison.</param>
/// <param name="Aggregates">Texts and columns of the aggregates in it, to be shown where no comparison is.</param>
internal sealed record RuleClause(
    string Text,
    Node<bool> Condition,
    BinaryOperator? Operator,
    Node<double>? Left,
    Node<double>? Right,
    IReadOnlyList<(string Text, Node<double> Column)> Aggregates)
{
    public (ClauseVerdict Verdict, string Sentence) Decide(AggregateRow row, BlockPool pool)
    {
        bool? holds = Value(Condition, row, pool, out var truth) ? truth : null;
        var judged = $"{Text} is {(holds is null ? "NULL, not TRUE" : holds.Value ? "TRUE" : "FALSE")}";
        if (Operator is { } comparison && Left is not null && Right is not null)
        {
            var left = Number(Left, row, pool);
            var right = Number(Right, row, pool);
            return (new ClauseVerdict(Text, holds, Finite(left), Finite(right)),
                $"{judged}: {Shown(left)} {Precedence.Symbol(comparison)} {Shown(right)}");
        }

        var values = Aggregates.Select(aggregate => $"{aggregate.Text} = {Shown(Number(aggregate.Column, row, pool))}").ToArray();
        return (new ClauseVerdict(Text, holds), values.Length == 0 ? judged : $"{judged}: {string.Join(", ", values)}");
    }

    private static double? Number(Node<double> node, AggregateRow row, BlockPool pool) => Value(node, row, pool, out var value) ? value : null;

    /// <summary>The value on the only row; false where it is null.</summary>
    private static bool Value<T>(Node<T> node, AggregateRow row, BlockPool pool, out T value)
    {
        var block = node.Evaluate(new Chunk(row, RowSelection.Range(0, 1), pool));
        value = block.Values[0];
        pool.Return(block);
        return !block.IsNull(0);
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static string Shown(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "NULL";
}
