namespace ReAgent.Data.Expressions.Syntax;

/// <summary>Calls, lists of values and CASE.</summary>
internal sealed partial class Parser
{
    private CallNode ReadCall(Token name)
    {
        if (Following.IsSymbol("*") && _tokens[Math.Min(_at + 2, _tokens.Count - 1)].IsSymbol(")"))
        {
            _at += 3;
            return new CallNode(name.Offset, name.Text, [], Star: true);
        }

        return new CallNode(name.Offset, name.Text, ReadList(name.Text), Star: false);
    }

    /// <summary>Values between brackets, with commas between them.</summary>
    private List<SyntaxNode> ReadList(string owner)
    {
        var open = Next();
        List<SyntaxNode> items = [];
        if (Current.IsSymbol(")"))
        {
            Next();
            return items;
        }

        while (true)
        {
            items.Add(ReadExpression());
            if (!Current.IsSymbol(",") && !Current.IsSymbol(")") && Current.Kind != TokenKind.End)
            {
                Report(Current.Offset, $"{Current.Shown} is not expected in the brackets of {owner}; a comma, an operator or ) may follow a value.");
                SkipToSeparator();
                items.Add(new UnreadableNode(Current.Offset));
            }

            if (!Current.IsSymbol(","))
            {
                if (!Close(")", open))
                {
                    items.Add(new UnreadableNode(Current.Offset));
                }

                return items;
            }

            Next();
        }
    }

    private CaseNode ReadCase(int offset)
    {
        List<SyntaxNode> conditions = [];
        List<SyntaxNode> results = [];
        if (!Current.IsKeyword("WHEN"))
        {
            Report(Current.Offset, $"CASE is followed by WHEN and a condition, not by {Current.Shown}: CASE WHEN reward > 1 THEN 1 ELSE 0 END.");
            SkipToSeparator();
        }

        while (Skip("WHEN"))
        {
            conditions.Add(ReadExpression());
            Expect("THEN");
            results.Add(ReadExpression());
        }

        var otherwise = Skip("ELSE") ? ReadExpression() : null;
        Expect("END");
        return new CaseNode(offset, conditions, results, otherwise);
    }

    private void Expect(string keyword)
    {
        if (Skip(keyword))
        {
            return;
        }

        Report(Current.Offset, $"{keyword} is expected here, not {Current.Shown}; a case is written CASE WHEN condition THEN value ELSE value END.");
        if (keyword == "THEN" && BeginsOperand(Current))
        {
            // The word was left out, and its value follows.
            return;
        }

        SkipToSeparator();
        Skip(keyword);
    }
}
