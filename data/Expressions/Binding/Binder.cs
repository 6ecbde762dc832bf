using ReAgent.Data.Expressions.Rules;
using ReAgent.Data.Expressions.Syntax;
using ReAgent.Data.Expressions.Vectors;

namespace ReAgent.Data.Expressions.Binding;

/// <summary>
/// Checks names and types, and turns syntax into nodes that can be evaluated. A piece with a problem gives null, and what contains it says nothing more
/// about it; so one pass tells each problem once.
/// </summary>
internal sealed partial class Binder
{
    private readonly ExpressionSchema _schema;
    private readonly ProblemList _problems;

    /// <summary>Where aggregates are collected; null when an expression of single rows is bound.</summary>
    private readonly List<Aggregate>? _aggregates;
    private bool _insideAggregate;

    private Binder(ExpressionSchema schema, ProblemList problems, List<Aggregate>? aggregates)
    {
        _schema = schema;
        _problems = problems;
        _aggregates = aggregates;
    }

    /// <summary>An expression of single rows.</summary>
    public static Node? BindRow(IReadOnlyList<SyntaxNode> pieces, ExpressionSchema schema, ExpressionType wanted, ProblemList problems) =>
        new Binder(schema, problems, aggregates: null).BindAll(pieces, wanted);

    /// <summary>A rule: its aggregates are collected, and become columns of the only row on which it is evaluated.</summary>
    public static Node? BindRule(
        IReadOnlyList<SyntaxNode> pieces, ExpressionSchema schema, ExpressionType wanted, ProblemList problems, List<Aggregate> aggregates) =>
        new Binder(schema, problems, aggregates).BindAll(pieces, wanted);

    private Node? BindAll(IReadOnlyList<SyntaxNode> pieces, ExpressionType wanted)
    {
        if (pieces.Count != 1)
        {
            foreach (var piece in pieces)
            {
                Bind(piece);
            }

            return null;
        }

        var node = Bind(pieces[0]);
        if (node is null || _problems.Any)
        {
            return null;
        }

        if (Typing.Of(node) is { } type && type != wanted)
        {
            Report(pieces[0], $"The whole gives {Typing.Describe(type)}, but {Typing.Describe(wanted)} is wanted"
                + (wanted == ExpressionType.Number && type == ExpressionType.Boolean ? ": write IF(condition, 1, 0)." : wanted == ExpressionType.Boolean
                    ? ": compare it, as in x > 0." : "."));
            return null;
        }

        return node;
    }

    private void Report(SyntaxNode node, string message) => _problems.Add(node.Offset, message);

    private Node? Bind(SyntaxNode node) => node switch
    {
        NumberLiteral number => new Constant<double>(number.Value),
        TextLiteral text => new Constant<string>(text.Value),
        BooleanLiteral boolean => new Constant<bool>(boolean.Value),
        NullLiteral => new NullNode(),
        ColumnNode column => BindColumn(column),
        EntryNode entry => BindEntry(entry),
        NegateNode negate => BindNumber(negate.Operand, "A minus") is { } operand ? new Negation(operand) : null,
        NotNode not => BindCondition(not.Operand, "NOT") is { } operand ? new Not(operand) : null,
        BinaryNode binary => BindBinary(binary),
        BetweenNode between => BindBetween(between),
        InNode isIn => BindIn(isIn),
        IsNullNode isNull => BindIsNull(isNull),
        CaseNode cases => BindCase(cases),
        CallNode call => BindCall(call),
        _ => null,
    };

    private Node<double>? BindNumber(SyntaxNode node, string owner) => BindAs<double>(node, owner, ExpressionType.Number);

    private Node<bool>? BindCondition(SyntaxNode node, string owner) => BindAs<bool>(node, owner, ExpressionType.Boolean);

    private Node<T>? BindAs<T>(SyntaxNode node, string owner, ExpressionType wanted)
    {
        var bound = Bind(node);
        if (bound is null)
        {
            return null;
        }

        if (Typing.Of(bound) is { } type && type != wanted)
        {
            Report(node, $"{owner} needs {Typing.Describe(wanted)} here, not {Typing.Describe(type)}.");
            return null;
        }

        return Typing.As<T>(bound);
    }

    private Node? BindBinary(BinaryNode binary)
    {
        var symbol = Precedence.Symbol(binary.Operator);
        switch (Precedence.Of(binary.Operator))
        {
            case Precedence.Or or Precedence.And:
                var first = BindCondition(binary.Left, symbol);
                var second = BindCondition(binary.Right, symbol);
                return first is null || second is null ? null : new Logic(binary.Operator == BinaryOperator.And, first, second);
            case Precedence.Comparison:
                return BindSame([binary.Left, binary.Right], symbol, out var type) is { } sides ? BindComparison(binary.Operator, sides, type) : null;
            default:
                var left = BindNumber(binary.Left, symbol);
                var right = BindNumber(binary.Right, symbol);
                return left is null || right is null ? null : new Arithmetic(binary.Operator, left, right);
        }
    }

    private static Node<bool> BindComparison(BinaryOperator operation, IReadOnlyList<Node> sides, ExpressionType type) => type switch
    {
        ExpressionType.Text => Comparison<string>(operation, sides),
        ExpressionType.Boolean => Comparison<bool>(operation, sides),
        _ => Comparison<double>(operation, sides),
    };

    private static Node<bool> Comparison<T>(BinaryOperator operation, IReadOnlyList<Node> sides)
    {
        var left = Typing.As<T>(sides[0]);
        var right = Typing.As<T>(sides[1]);
        return operation switch
        {
            BinaryOperator.Equal => new Comparison<T, Equal>(left, right),
            BinaryOperator.NotEqual => new Comparison<T, NotEqual>(left, right),
            BinaryOperator.Less => new Comparison<T, Less>(left, right),
            BinaryOperator.LessOrEqual => new Comparison<T, LessOrEqual>(left, right),
            BinaryOperator.Greater => new Comparison<T, Greater>(left, right),
            _ => new Comparison<T, GreaterOrEqual>(left, right),
        };
    }

    private Node<bool>? BindBetween(BetweenNode between)
    {
        if (BindSame([between.Operand, between.Low, between.High], "BETWEEN", out var type) is not { } nodes)
        {
            return null;
        }

        Node<bool> result = type switch
        {
            ExpressionType.Text => Build<string>(),
            ExpressionType.Boolean => Build<bool>(),
            _ => Build<double>(),
        };
        return between.Negated ? new Not(result) : result;

        Between<T> Build<T>() => new(Typing.As<T>(nodes[0]), Typing.As<T>(nodes[1]), Typing.As<T>(nodes[2]));
    }

    private Node<bool>? BindIn(InNode isIn)
    {
        if (isIn.Items.Count == 0)
        {
            Report(isIn, "IN needs at least one value in its brackets.");
        }

        if (BindSame([isIn.Operand, .. isIn.Items], "IN", out var type) is not { } nodes)
        {
            return null;
        }

        Node<bool> result = type switch
        {
            ExpressionType.Text => Build<string>(),
            ExpressionType.Boolean => Build<bool>(),
            _ => Build<double>(),
        };
        return isIn.Negated ? new Not(result) : result;

        IsIn<T> Build<T>() => new(Typing.As<T>(nodes[0]), [.. nodes.Skip(1).Select(Typing.As<T>)]);
    }

    private Node? BindIsNull(IsNullNode isNull) => Bind(isNull.Operand) switch
    {
        null => null,
        Node<double> number => new IsNull<double>(number, isNull.Negated),
        Node<bool> condition => new IsNull<bool>(condition, isNull.Negated),
        Node<string> text => new IsNull<string>(text, isNull.Negated),
        _ => new Constant<bool>(!isNull.Negated),
    };

    /// <summary>Values that must be of one type, whichever; null when there is a problem. NULLs alone count as numbers.</summary>
    private Node[]? BindSame(IReadOnlyList<SyntaxNode> values, string owner, out ExpressionType type)
    {
        var nodes = new Node?[values.Count];
        ExpressionType? common = null;
        var fits = true;
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = Bind(values[i]);
            fits &= nodes[i] is not null;
            if (nodes[i] is not { } node || Typing.Of(node) is not { } found)
            {
                continue;
            }

            common ??= found;
            if (found != common)
            {
                Report(values[i], $"{owner} needs values of one kind; the first is {Typing.Describe(common.Value)}, this is {Typing.Describe(found)}.");
                fits = false;
            }
        }

        type = common ?? ExpressionType.Number;
        return fits ? Array.ConvertAll(nodes, node => node!) : null;
    }
}
