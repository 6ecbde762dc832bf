namespace ReAgent.Data.Expressions.Syntax;

/// <summary>
/// Reads expressions by precedence climbing. After a problem it goes on at the next place that makes sense, so that one reading finds every problem; the
/// stack stays bounded by <see cref="ExpressionLimits"/>.
/// </summary>
internal sealed partial class Parser
{
    private readonly List<Token> _tokens;
    private readonly ProblemList _problems;
    private int _at;
    private int _depth;
    private bool _gaveUp;

    private Parser(List<Token> tokens, ProblemList problems)
    {
        _tokens = tokens;
        _problems = problems;
    }

    private Token Current => _tokens[_at];

    private Token Following => _tokens[Math.Min(_at + 1, _tokens.Count - 1)];

    /// <summary>One expression; after a problem perhaps several pieces, so that names in each can be checked.</summary>
    public static IReadOnlyList<SyntaxNode> Read(string text, ProblemList problems)
    {
        if (text.Length > ExpressionLimits.Length)
        {
            problems.Add(ExpressionLimits.Length, $"The text has {text.Length} characters; at most {ExpressionLimits.Length} are allowed.");
            return [];
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Add(0, "The text is empty; an expression is for example POWER(reward, 3) + 10.");
            return [];
        }

        return new Parser(Tokenizer.Read(text, problems), problems).ReadAll();
    }

    private List<SyntaxNode> ReadAll()
    {
        List<SyntaxNode> pieces = [ReadExpression()];
        while (Current.Kind != TokenKind.End && !_problems.Full)
        {
            Report(Current.Offset, Current.Text is ")" or "]"
                ? $"{Current.Shown} closes nothing that was opened."
                : $"{Current.Shown} is not expected after a complete expression; an operator such as + or AND, or the end of the text, may follow.");
            if (!BeginsOperand(Current))
            {
                Next();
            }

            if (BeginsOperand(Current))
            {
                pieces.Add(ReadExpression());
            }
        }

        return pieces;
    }

    private SyntaxNode ReadExpression(int least = Precedence.Or)
    {
        var left = ReadOperand(least);
        var compared = false;
        while (true)
        {
            var token = Current;
            var operation = Precedence.Find(token);
            var precedence = operation is null ? Precedence.Comparison : Precedence.Of(operation.Value);
            if ((operation is null && !BeginsPredicate(token)) || precedence < least)
            {
                return left;
            }

            if (precedence == Precedence.Comparison)
            {
                if (compared)
                {
                    Report(token.Offset, "Comparisons do not chain; write a < b AND b < c, or put the first one in brackets.");
                }

                compared = true;
            }
            else if (precedence < Precedence.Comparison)
            {
                compared = false;
            }

            left = operation is null ? ReadPredicate(left) : ReadBinary(left, operation.Value, precedence);
            if (left.Height > ExpressionLimits.Height)
            {
                GiveUp(token.Offset, $"More than {ExpressionLimits.Height} operators hang on each other; use fewer, or group them with brackets.");
                return new UnreadableNode(left.Offset);
            }
        }
    }

    private BinaryNode ReadBinary(SyntaxNode left, BinaryOperator operation, int precedence)
    {
        var offset = Next().Offset;
        return new BinaryNode(offset, operation, left, ReadExpression(precedence + 1));
    }

    private bool BeginsPredicate(Token token) =>
        token.IsKeyword("IS") || token.IsKeyword("IN") || token.IsKeyword("BETWEEN")
        || (token.IsKeyword("NOT") && (Following.IsKeyword("IN") || Following.IsKeyword("BETWEEN")));

    /// <summary>IS [NOT] NULL, [NOT] IN (…), [NOT] BETWEEN … AND ….</summary>
    private SyntaxNode ReadPredicate(SyntaxNode operand)
    {
        var negated = Skip("NOT");
        if (Skip("IS"))
        {
            negated = Skip("NOT");
            if (!Skip("NULL"))
            {
                Report(Current.Offset, $"IS is followed by NULL or NOT NULL, not by {Current.Shown}.");
                if (Current.IsKeyword("TRUE") || Current.IsKeyword("FALSE"))
                {
                    Next();
                }
            }

            return new IsNullNode(operand, negated);
        }

        if (Skip("IN"))
        {
            if (!Current.IsSymbol("("))
            {
                Report(Current.Offset, $"IN is followed by values in brackets, IN (1, 2), not by {Current.Shown}.");
                return new UnreadableNode(operand.Offset);
            }

            return new InNode(operand, ReadList("IN"), negated);
        }

        Next();
        var low = ReadExpression(Precedence.Sum);
        if (!Skip("AND"))
        {
            Report(Current.Offset, $"BETWEEN is written x BETWEEN low AND high; AND is expected here, not {Current.Shown}.");
            return new UnreadableNode(operand.Offset);
        }

        return new BetweenNode(operand, low, ReadExpression(Precedence.Sum), negated);
    }

    private Token Next()
    {
        var token = Current;
        _at = Math.Min(_at + 1, _tokens.Count - 1);
        return token;
    }

    private bool Skip(string keyword)
    {
        var found = Current.IsKeyword(keyword);
        if (found)
        {
            Next();
        }

        return found;
    }

    private void Report(int offset, string message)
    {
        if (!_gaveUp)
        {
            _problems.Add(offset, message);
        }
    }

    /// <summary>The text is beyond a limit: tells so and reads nothing more.</summary>
    private void GiveUp(int offset, string message)
    {
        Report(offset, message);
        _gaveUp = true;
        _at = _tokens.Count - 1;
    }
}
