namespace ReAgent.Data.Expressions.Syntax;

/// <summary>A piece of a parsed text.</summary>
/// <param name="Offset">Where it begins, from 0.</param>
/// <param name="Height">Longest way down to an operand: 1 for an operand.</param>
internal abstract record SyntaxNode(int Offset, int Height)
{
    protected static int Over(params ReadOnlySpan<SyntaxNode?> children)
    {
        var height = 0;
        foreach (var child in children)
        {
            height = Math.Max(height, child?.Height ?? 0);
        }

        return height + 1;
    }
}

/// <summary>Stands where the text could not be read; the problem has been told.</summary>
internal sealed record UnreadableNode(int Offset) : SyntaxNode(Offset, 1);

/// <param name="Offset">Where it begins.</param>
/// <param name="Value">Finite.</param>
/// <param name="Written">As the user spelt it, sign included.</param>
internal sealed record NumberLiteral(int Offset, double Value, string Written) : SyntaxNode(Offset, 1);

internal sealed record TextLiteral(int Offset, string Value) : SyntaxNode(Offset, 1);

internal sealed record BooleanLiteral(int Offset, bool Value) : SyntaxNode(Offset, 1);

internal sealed record NullLiteral(int Offset) : SyntaxNode(Offset, 1);

/// <param name="Offset">Where it begins.</param>
/// <param name="Name">As written.</param>
/// <param name="Quoted">In backquotes or double quotes; perhaps a text was meant.</param>
internal sealed record ColumnNode(int Offset, string Name, bool Quoted) : SyntaxNode(Offset, 1);

/// <summary>The entry of a map under a fixed key, a name or a whole number.</summary>
/// <param name="Map">What is indexed.</param>
/// <param name="KeyOffset">Where the key begins.</param>
/// <param name="Name">A key in quotes or after a dot.</param>
/// <param name="Id">A key that is a whole number, when <paramref name="Name"/> is null.</param>
internal sealed record EntryNode(SyntaxNode Map, int KeyOffset, string? Name, long Id) : SyntaxNode(Map.Offset, Over(Map));

internal sealed record NegateNode(int Offset, SyntaxNode Operand) : SyntaxNode(Offset, Over(Operand));

internal sealed record NotNode(int Offset, SyntaxNode Operand) : SyntaxNode(Offset, Over(Operand));

internal sealed record BinaryNode(int OperatorOffset, BinaryOperator Operator, SyntaxNode Left, SyntaxNode Right)
    : SyntaxNode(Left.Offset, Over(Left, Right));

internal sealed record BetweenNode(SyntaxNode Operand, SyntaxNode Low, SyntaxNode High, bool Negated)
    : SyntaxNode(Operand.Offset, Over(Operand, Low, High));

internal sealed record InNode(SyntaxNode Operand, IReadOnlyList<SyntaxNode> Items, bool Negated)
    : SyntaxNode(Operand.Offset, Over([Operand, .. Items]));

internal sealed record IsNullNode(SyntaxNode Operand, bool Negated) : SyntaxNode(Operand.Offset, Over(Operand));

internal sealed record CaseNode(int Offset, IReadOnlyList<SyntaxNode> Conditions, IReadOnlyList<SyntaxNode> Results, SyntaxNode? Otherwise)
    : SyntaxNode(Offset, Over([.. Conditions, .. Results, Otherwise]));

/// <param name="Offset">Where it begins.</param>
/// <param name="Name">As written.</param>
/// <param name="Arguments">In their order.</param>
/// <param name="Star">COUNT(*).</param>
internal sealed record CallNode(int Offset, string Name, IReadOnlyList<SyntaxNode> Arguments, bool Star)
    : SyntaxNode(Offset, Over([.. Arguments]));
