using ReAgent.Contracts.Configuration;
using ReAgent.Data.Expressions.Rules;
using ReAgent.Data.Expressions.Syntax;
using ReAgent.Data.Expressions.Vectors;

namespace ReAgent.Data.Expressions.Binding;

/// <summary>Functions, CASE and aggregates.</summary>
internal sealed partial class Binder
{
    private static readonly string[] OtherFunctions = ["IF", "COALESCE", "NULLIF", "ROUND"];

    private Node? BindCall(CallNode call)
    {
        var name = call.Name.ToUpperInvariant();
        if (AggregateNames.TryFind(name, out var aggregate))
        {
            return BindAggregate(call, aggregate);
        }

        if (call.Star)
        {
            Report(call, "A star stands for all rows, and only COUNT(*) counts them.");
            return null;
        }

        switch (name)
        {
            case "IF":
                return HasArguments(call, 3, 3, "IF(condition, value, otherwise)")
                    ? BindChoice([call.Arguments[0]], [call.Arguments[1], call.Arguments[2]], "IF")
                    : null;
            case "COALESCE":
                return HasArguments(call, 1, int.MaxValue, "COALESCE(x, y, ...)") ? BindCoalesce(call) : null;
            case "NULLIF":
                return HasArguments(call, 2, 2, "NULLIF(x, y)") ? BindNullIf(call) : null;
            case "ROUND":
                return HasArguments(call, 1, 2, "ROUND(x) or ROUND(x, decimals)") ? BindRound(call) : null;
            default:
                return BindNumberFunction(call, name);
        }
    }

    private Node<double>? BindNumberFunction(CallNode call, string name)
    {
        if (NumberFunctionTable.Find(name) is not { } function)
        {
            ReportUnknownFunction(call);
            return null;
        }

        if (!HasArguments(call, function.Least, function.Most, function.Usage))
        {
            return null;
        }

        var arguments = call.Arguments.Select(argument => BindNumber(argument, name)).ToArray();
        return arguments.Contains(null) ? null : function.Build(arguments!);
    }

    private void ReportUnknownFunction(CallNode call)
    {
        // Perhaps an aggregate was meant, so columns inside are no problem of their own.
        var outside = _insideAggregate;
        _insideAggregate = true;
        BindEach(call.Arguments);
        _insideAggregate = outside;
        IEnumerable<string> known = [.. NumberFunctionTable.Names, .. OtherFunctions, .. _aggregates is null ? [] : AggregateNames.Names];
        var nearest = call.Name.Length > 100 ? null : NearestName.Find(call.Name.ToUpperInvariant(), known);
        Report(call, $"There is no function '{call.Name}'; "
            + (nearest is null ? $"the functions are {string.Join(", ", known.Order(StringComparer.Ordinal))}." : $"did you mean {nearest}?"));
    }

    /// <summary>Looks for problems in pieces whose owner has one already.</summary>
    private void BindEach(IEnumerable<SyntaxNode> pieces)
    {
        foreach (var piece in pieces)
        {
            Bind(piece);
        }
    }

    private bool HasArguments(CallNode call, int least, int most, string usage)
    {
        if (call.Arguments.Count >= least && call.Arguments.Count <= most)
        {
            return true;
        }

        BindEach(call.Arguments);
        if (call.Arguments.Any(argument => argument is UnreadableNode))
        {
            return false;
        }

        Report(call, $"{call.Name.ToUpperInvariant()} has {call.Arguments.Count} argument{(call.Arguments.Count == 1 ? "" : "s")}; it is written {usage}.");
        return false;
    }

    private Node? BindCase(CaseNode cases) => cases.Conditions.Count == 0
        ? null
        : BindChoice(cases.Conditions, [.. cases.Results, .. cases.Otherwise is { } otherwise ? [otherwise] : Array.Empty<SyntaxNode>()], "CASE");

    /// <param name="conditions">In the order in which they are asked.</param>
    /// <param name="values">One for each condition; one more for "otherwise", null when it is left out.</param>
    /// <param name="owner">Who asks.</param>
    private Node? BindChoice(IReadOnlyList<SyntaxNode> conditions, IReadOnlyList<SyntaxNode> values, string owner)
    {
        var asked = conditions.Select(condition => BindCondition(condition, owner)).ToArray();
        var bound = BindSame(values, owner, out var type);
        if (bound is null || asked.Contains(null))
        {
            return null;
        }

        return type switch
        {
            ExpressionType.Text => Build<string>(),
            ExpressionType.Boolean => Build<bool>(),
            _ => Build<double>(),
        };

        Case<T> Build<T>() => new(
            asked!,
            [.. bound.Take(asked.Length).Select(Typing.As<T>)],
            bound.Length > asked.Length ? Typing.As<T>(bound[^1]) : new NullConstant<T>());
    }

    private Node? BindCoalesce(CallNode call)
    {
        if (BindSame(call.Arguments, "COALESCE", out var type) is not { } nodes)
        {
            return null;
        }

        return type switch
        {
            ExpressionType.Text => Build<string>(),
            ExpressionType.Boolean => Build<bool>(),
            _ => Build<double>(),
        };

        Coalesce<T> Build<T>() => new([.. nodes.Select(Typing.As<T>)]);
    }

    private Node? BindNullIf(CallNode call)
    {
        if (BindSame(call.Arguments, "NULLIF", out var type) is not { } nodes)
        {
            return null;
        }

        return type switch
        {
            ExpressionType.Text => Build<string>(),
            ExpressionType.Boolean => Build<bool>(),
            _ => Build<double>(),
        };

        NullIf<T> Build<T>() => new(Typing.As<T>(nodes[0]), Typing.As<T>(nodes[1]));
    }

    private Rounding? BindRound(CallNode call)
    {
        var decimals = 0;
        if (call.Arguments.Count == 2)
        {
            if (call.Arguments[1] is NumberLiteral { Value: >= Rounding.LeastDecimals and <= Rounding.MostDecimals } number && double.IsInteger(number.Value))
            {
                decimals = (int)number.Value;
            }
            else
            {
                Report(call.Arguments[1], $"The decimals of ROUND are a whole number from {Rounding.LeastDecimals} to {Rounding.MostDecimals}.");
            }
        }

        return BindNumber(call.Arguments[0], "ROUND") is { } operand ? new Rounding(operand, decimals) : null;
    }

    private NumberColumn? BindAggregate(CallNode call, AggregateFunction function)
    {
        var name = call.Name.ToUpperInvariant();
        if (_aggregates is null || _insideAggregate)
        {
            Report(call, _aggregates is null
                ? $"{name} is an aggregate over rows, which only a validation rule may use; here a value is computed for each single row."
                : $"{name} stands inside another aggregate; an aggregate takes values of single rows.");
            return null;
        }

        if (call.Star && function != AggregateFunction.Count)
        {
            Report(call, $"A star stands for all rows, and only COUNT(*) counts them; write {name}(x).");
            return null;
        }

        _insideAggregate = true;
        var fits = call.Star || HasArguments(call, 1, 1, function == AggregateFunction.Count ? "COUNT(*) or COUNT(x)" : $"{name}(x)");
        Node? operand = null;
        if (fits && !call.Star)
        {
            operand = function switch
            {
                AggregateFunction.CountIf or AggregateFunction.Share => BindCondition(call.Arguments[0], name),
                AggregateFunction.Count => Bind(call.Arguments[0]) is { } value ? Typing.Of(value) is null ? new NullConstant<double>() : value : null,
                _ => BindNumber(call.Arguments[0], name),
            };
            fits = operand is not null;
        }

        _insideAggregate = false;
        return fits ? Collected(new Aggregate(call.Star ? AggregateFunction.Rows : function, operand, Printer.Print(call))) : null;
    }

    /// <summary>The column in which the rule finds the aggregate: its number.</summary>
    private NumberColumn Collected(Aggregate aggregate)
    {
        var index = _aggregates!.FindIndex(known => known.Text == aggregate.Text);
        if (index < 0)
        {
            index = _aggregates.Count;
            _aggregates.Add(aggregate);
        }

        return new NumberColumn(AggregateRow.ColumnName(index));
    }
}
