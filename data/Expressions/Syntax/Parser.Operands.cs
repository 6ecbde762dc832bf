using System.Globalization;

namespace ReAgent.Data.Expressions.Syntax;

/// <summary>Operands: literals, columns, map entries, brackets, and the signs before them.</summary>
internal sealed partial class Parser
{
    private static bool BeginsOperand(Token token) => token.Kind switch
    {
        TokenKind.End => false,
        TokenKind.Symbol => token.Text is "(" or "-" or "+",
        TokenKind.Name => !Keywords.Contains(token.Text)
            || token.Text.ToUpperInvariant() is "NOT" or "NULL" or "TRUE" or "FALSE" or "CASE",
        _ => true,
    };

    private SyntaxNode ReadOperand(int least)
    {
        if (_depth >= ExpressionLimits.Nesting)
        {
            GiveUp(Current.Offset, $"More than {ExpressionLimits.Nesting} levels inside each other; use fewer brackets, calls or signs.");
            return new UnreadableNode(Current.Offset);
        }

        _depth++;
        var token = Current;
        SyntaxNode operand;
        if (token.IsKeyword("NOT"))
        {
            Next();
            operand = new NotNode(token.Offset, ReadExpression(Math.Max(least, Precedence.Comparison)));
        }
        else if (token.IsSymbol("-"))
        {
            Next();
            operand = Negated(token.Offset, ReadOperand(Precedence.Sign));
        }
        else if (token.IsSymbol("+"))
        {
            Next();
            operand = ReadOperand(Precedence.Sign);
        }
        else
        {
            operand = ReadEntries(ReadPrimary());
        }

        _depth--;
        return operand;
    }

    /// <summary>A minus before a number belongs to the number.</summary>
    private static SyntaxNode Negated(int offset, SyntaxNode operand) => operand is NumberLiteral number
        ? new NumberLiteral(offset, -number.Value, number.Written.StartsWith('-') ? number.Written[1..] : "-" + number.Written)
        : new NegateNode(offset, operand);

    private SyntaxNode ReadPrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Next();
                return new NumberLiteral(token.Offset, double.Parse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture), token.Text);
            case TokenKind.Text:
                Next();
                return new TextLiteral(token.Offset, token.Text);
            case TokenKind.QuotedName:
                Next();
                return new ColumnNode(token.Offset, token.Text, Quoted: true);
            case TokenKind.Name when !Keywords.Contains(token.Text):
                Next();
                return Current.IsSymbol("(") ? ReadCall(token) : new ColumnNode(token.Offset, token.Text, Quoted: false);
            case TokenKind.Name when BeginsOperand(token):
                Next();
                return token.Text.ToUpperInvariant() switch
                {
                    "TRUE" => new BooleanLiteral(token.Offset, true),
                    "FALSE" => new BooleanLiteral(token.Offset, false),
                    "CASE" => ReadCase(token.Offset),
                    _ => new NullLiteral(token.Offset),
                };
            case TokenKind.Symbol when token.Text == "(":
                Next();
                var inside = ReadExpression();
                Close(")", token);
                return inside;
            default:
                Report(token.Offset, $"A value is expected here, not {token.Shown}: a number, a 'text', a column, a function or an expression in brackets.");
                if (token.Text is "[" or ".")
                {
                    Next();
                }

                return new UnreadableNode(token.Offset);
        }
    }

    /// <summary>map['name'], map[7] and map.name.</summary>
    private SyntaxNode ReadEntries(SyntaxNode map)
    {
        while (Current.IsSymbol("[") || Current.IsSymbol("."))
        {
            var open = Next();
            if (map is EntryNode)
            {
                Report(open.Offset, "The values of a map are numbers, which have no entries.");
                map = new UnreadableNode(map.Offset);
            }

            var dotted = open.Text == ".";
            var key = Current;
            if (key.Kind == TokenKind.Text && !dotted || key.Kind is TokenKind.QuotedName or TokenKind.Name && dotted)
            {
                Next();
                map = new EntryNode(map, key.Offset, key.Text, 0);
            }
            else if (!dotted && ReadWholeNumber() is { } id)
            {
                map = new EntryNode(map, key.Offset, null, id);
            }
            else
            {
                Report(key.Offset, dotted
                    ? $"After a dot comes the name of an entry, metrics.clicks, not {key.Shown}."
                    : $"The key of a map is a 'text' or a whole number, metrics['clicks'] or state_features[7], not {key.Shown}.");
                map = new UnreadableNode(map.Offset);
                SkipToSeparator();
            }

            if (!dotted)
            {
                Close("]", open);
            }
        }

        return map;
    }

    private long? ReadWholeNumber()
    {
        var start = _at;
        var sign = Current.IsSymbol("-") ? Next().Text : "";
        if (Current.Kind == TokenKind.Number
            && long.TryParse(sign + Current.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            Next();
            return number;
        }

        _at = start;
        return null;
    }

    private bool Close(string closing, Token open)
    {
        var closed = Current.IsSymbol(closing);
        if (!closed)
        {
            Report(Current.Offset, $"{closing} is expected here to close the {open.Text} at column {open.Offset + 1}, not {Current.Shown}.");
            SkipToSeparator();
        }

        if (Current.IsSymbol(closing))
        {
            Next();
        }

        return closed;
    }

    /// <summary>Goes to the next comma, closing bracket or word of a CASE outside further brackets.</summary>
    private void SkipToSeparator()
    {
        for (var open = 0; Current.Kind != TokenKind.End; Next())
        {
            var token = Current;
            var closes = token.IsSymbol(")") || token.IsSymbol("]");
            var word = token.Kind == TokenKind.Name ? token.Text.ToUpperInvariant() : "";
            if (open == 0 && (closes || token.IsSymbol(",") || word is "WHEN" or "THEN" or "ELSE" or "END"))
            {
                return;
            }

            open += token.IsSymbol("(") || token.IsSymbol("[") ? 1 : closes ? -1 : 0;
        }
    }
}
