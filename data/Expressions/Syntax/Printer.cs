using System.Globalization;
using System.Text;

namespace ReAgent.Data.Expressions.Syntax;

/// <summary>Writes an expression with the fewest brackets; read again, it gives the same expression.</summary>
internal static class Printer
{
    public static string Print(SyntaxNode node)
    {
        var text = new StringBuilder();
        Write(text, node, Precedence.Or);
        return text.ToString();
    }

    private static int PrecedenceOf(SyntaxNode node) => node switch
    {
        BinaryNode binary => Precedence.Of(binary.Operator),
        NotNode => Precedence.Not,
        BetweenNode or InNode or IsNullNode => Precedence.Comparison,
        NegateNode => Precedence.Sign,
        NumberLiteral { Written: ['-', ..] } => Precedence.Sign,
        _ => Precedence.Operand,
    };

    private static void Write(StringBuilder text, SyntaxNode node, int least)
    {
        if (PrecedenceOf(node) < least)
        {
            text.Append('(');
            Write(text, node, Precedence.Or);
            text.Append(')');
            return;
        }

        switch (node)
        {
            case NumberLiteral number:
                text.Append(number.Written);
                break;
            case TextLiteral literal:
                text.Append(Quoted(literal.Value, '\''));
                break;
            case BooleanLiteral literal:
                text.Append(literal.Value ? "TRUE" : "FALSE");
                break;
            case NullLiteral:
                text.Append("NULL");
                break;
            case ColumnNode column:
                text.Append(Tokenizer.IsPlainName(column.Name) ? column.Name : Quoted(column.Name, '`'));
                break;
            case EntryNode entry:
                Write(text, entry.Map, Precedence.Operand);
                text.Append('[').Append(entry.Name is { } name ? Quoted(name, '\'') : entry.Id.ToString(CultureInfo.InvariantCulture)).Append(']');
                break;
            case NegateNode negate:
                text.Append('-');
                // Two minus signs side by side would begin a comment in SQL.
                Write(text, negate.Operand, Precedence.Operand);
                break;
            case NotNode not:
                text.Append("NOT ");
                Write(text, not.Operand, Precedence.Comparison);
                break;
            case BinaryNode binary:
                var precedence = Precedence.Of(binary.Operator);
                Write(text, binary.Left, precedence == Precedence.Comparison ? precedence + 1 : precedence);
                text.Append(' ').Append(Precedence.Symbol(binary.Operator)).Append(' ');
                Write(text, binary.Right, precedence + 1);
                break;
            default:
                WriteWords(text, node);
                break;
        }
    }

    private static void WriteWords(StringBuilder text, SyntaxNode node)
    {
        switch (node)
        {
            case BetweenNode between:
                Write(text, between.Operand, Precedence.Sum);
                text.Append(between.Negated ? " NOT BETWEEN " : " BETWEEN ");
                Write(text, between.Low, Precedence.Sum);
                text.Append(" AND ");
                Write(text, between.High, Precedence.Sum);
                break;
            case InNode isIn:
                Write(text, isIn.Operand, Precedence.Sum);
                text.Append(isIn.Negated ? " NOT IN " : " IN ");
                WriteList(text, isIn.Items);
                break;
            case IsNullNode isNull:
                Write(text, isNull.Operand, Precedence.Sum);
                text.Append(isNull.Negated ? " IS NOT NULL" : " IS NULL");
                break;
            case CaseNode cases:
                text.Append("CASE");
                for (var i = 0; i < cases.Conditions.Count; i++)
                {
                    text.Append(" WHEN ");
                    Write(text, cases.Conditions[i], Precedence.Or);
                    text.Append(" THEN ");
                    Write(text, cases.Results[i], Precedence.Or);
                }

                if (cases.Otherwise is { } otherwise)
                {
                    text.Append(" ELSE ");
                    Write(text, otherwise, Precedence.Or);
                }

                text.Append(" END");
                break;
            case CallNode call:
                text.Append(call.Name.ToUpperInvariant());
                if (call.Star)
                {
                    text.Append("(*)");
                }
                else
                {
                    WriteList(text, call.Arguments);
                }

                break;
            default:
                throw new ArgumentException($"A {node.GetType().Name} has no text.", nameof(node));
        }
    }

    private static void WriteList(StringBuilder text, IReadOnlyList<SyntaxNode> items)
    {
        text.Append('(');
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Write(text, items[i], Precedence.Or);
        }

        text.Append(')');
    }

    private static string Quoted(string content, char quote) =>
        $"{quote}{content.Replace(quote.ToString(), new string(quote, 2), StringComparison.Ordinal)}{quote}";
}
