using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace ReAgent.Data.Tests.Expressions;

/// <summary>An expression in full brackets, and its value on a row by C#'s own nullable arithmetic: what evaluation must agree with.</summary>
internal sealed record AnyExpression<T>(string Text, Func<int, T?> Of)
    where T : struct
{
    public override string ToString() => Text;
}

/// <summary>Random expressions over three columns of the logged rows.</summary>
internal static class AnyExpressions
{
    public static readonly SampleColumns Columns = new()
    {
        Numbers =
        {
            ["reward"] = [0, 1, -4, 5.5, null, 1e300, -0.0, 3],
            ["action_probability"] = [0.3, null, 0.5, -2, null, 7, 1, 0],
        },
        Texts = { ["action"] = ["L", "R", "it's", null, "L", "", "R", "é"] },
        Named = { ["metrics"] = [new() { ["clicks"] = 2 }, new() { ["clicks"] = 3 }, [], [], new() { ["clicks"] = -1 }, [], [], new() { ["clicks"] = 0 }] },
    };

    public const int Rows = 8;

    public static Gen<AnyExpression<double>> Numbers(int depth)
    {
        var leaves = Gen.OneOf(
            from value in Gen.Elements(0, 1, 2, 0.5, -3, 1e-3, 1e20)
            select new AnyExpression<double>(value.ToString(CultureInfo.InvariantCulture), _ => value),
            Gen.Elements("reward", "action_probability").Select(name => new AnyExpression<double>(name, row => Columns.Numbers[name][row])),
            Gen.Constant(new AnyExpression<double>(
                "metrics.clicks", row => Columns.Named["metrics"][row].TryGetValue("clicks", out var value) ? value : null)),
            Gen.Constant(new AnyExpression<double>("COALESCE(NULL, NULLIF(1, 1))", _ => null)));
        if (depth == 0)
        {
            return leaves;
        }

        var number = Numbers(depth - 1);
        var asked = Conditions(depth - 1);
        var arithmetic =
            from symbol in Gen.Elements("+", "-", "*", "/", "%")
            from left in number
            from right in number
            select new AnyExpression<double>($"({left} {symbol} {right})", row => (symbol, left.Of(row), right.Of(row)) switch
            {
                ("+", var x, var y) => x + y,
                ("-", var x, var y) => x - y,
                ("*", var x, var y) => x * y,
                (_, _, 0) => null,
                ("/", var x, var y) => x / y,
                (_, var x, var y) => x % y,
            });
        var functions =
            from name in Gen.Elements("-", "ABS", "FLOOR", "SIGN", "COALESCE", "NULLIF", "LEAST")
            from x in number
            from y in number
            select name switch
            {
                "-" => new AnyExpression<double>($"(-({x}))", row => -x.Of(row)),
                "ABS" => new($"ABS({x})", row => x.Of(row) is { } value ? Math.Abs(value) : null),
                "FLOOR" => new($"floor({x})", row => x.Of(row) is { } value ? Math.Floor(value) : null),
                "SIGN" => new($"SIGN({x})", row => x.Of(row) is { } value ? double.IsNaN(value) || value == 0 ? value : Math.Sign(value) : null),
                "COALESCE" => new($"COALESCE({x}, {y})", row => x.Of(row) ?? y.Of(row)),
                "NULLIF" => new($"NULLIF({x}, {y})", row => x.Of(row) is { } a && y.Of(row) is { } b && a.Equals(b) ? null : x.Of(row)),
                _ => new($"LEAST({x}, {y})", row => Compared("<", y.Of(row), x.Of(row)) switch
                {
                    true => y.Of(row),
                    false => x.Of(row),
                    null => x.Of(row) ?? y.Of(row),
                }),
            };
        var choices =
            from condition in asked
            from other in asked
            from x in number
            from y in number
            from withElse in Gen.Elements(true, false)
            select new AnyExpression<double>(
                $"CASE WHEN {condition} THEN {x} WHEN {other} THEN {y}{(withElse ? " ELSE 9" : "")} END",
                row => condition.Of(row) == true ? x.Of(row) : other.Of(row) == true ? y.Of(row) : withElse ? 9 : null);
        return Gen.OneOf(leaves, arithmetic, arithmetic, functions, choices);
    }

    public static Gen<AnyExpression<bool>> Conditions(int depth)
    {
        var number = Numbers(Math.Max(0, depth - 1));
        var comparisons =
            from symbol in Gen.Elements("=", "<>", "<", "<=", ">", ">=")
            from x in number
            from y in number
            select new AnyExpression<bool>($"({x} {symbol} {y})", row => Compared(symbol, x.Of(row), y.Of(row)));
        var texts =
            from text in Gen.Elements("L", "it's", "")
            select new AnyExpression<bool>($"(action = '{text.Replace("'", "''", StringComparison.Ordinal)}')", row =>
                Columns.Texts["action"][row] is { } action ? action == text : null);
        var between =
            from x in number
            from low in number
            from high in number
            from negated in Gen.Elements(true, false)
            select new AnyExpression<bool>($"({x} {(negated ? "NOT " : "")}BETWEEN {low} AND {high})", row =>
                negated ^ (Compared(">=", x.Of(row), low.Of(row)) & Compared("<=", x.Of(row), high.Of(row))));
        var lists =
            from x in number
            from items in Gen.ArrayOf(number, 3)
            from negated in Gen.Elements(true, false)
            select new AnyExpression<bool>($"({x} {(negated ? "NOT " : "")}IN ({string.Join(", ", items.Select(item => item.Text))}))", row =>
                negated ^ items.Aggregate((bool?)false, (any, item) => any | Compared("=", x.Of(row), item.Of(row))));
        var nulls =
            from x in number
            from negated in Gen.Elements(true, false)
            select new AnyExpression<bool>($"({x} IS {(negated ? "NOT " : "")}NULL)", row => x.Of(row) is null != negated);
        if (depth == 0)
        {
            return Gen.OneOf(comparisons, texts, nulls);
        }

        var condition = Conditions(depth - 1);
        var logic =
            from kind in Gen.Elements("AND", "OR", "NOT")
            from left in condition
            from right in condition
            select kind switch
            {
                "AND" => new AnyExpression<bool>($"({left} AND {right})", row => left.Of(row) & right.Of(row)),
                "OR" => new($"({left} OR {right})", row => left.Of(row) | right.Of(row)),
                _ => new($"(NOT {left})", row => !left.Of(row)),
            };
        return Gen.OneOf(comparisons, between, lists, logic, logic);
    }

    /// <summary>NaN equals NaN and is the largest number.</summary>
    private static bool? Compared(string symbol, double? x, double? y)
    {
        if (x is not { } a || y is not { } b)
        {
            return null;
        }

        var order = double.IsNaN(a) ? double.IsNaN(b) ? 0 : 1 : double.IsNaN(b) ? -1 : a < b ? -1 : a > b ? 1 : 0;
        return symbol switch
        {
            "=" => order == 0,
            "<>" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }
}
