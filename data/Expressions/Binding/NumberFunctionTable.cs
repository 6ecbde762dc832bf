using ReAgent.Data.Expressions.Vectors;

namespace ReAgent.Data.Expressions.Binding;

/// <summary>A function whose arguments and result are numbers.</summary>
/// <param name="Usage">How it is written, for errors.</param>
/// <param name="Least">Fewest arguments.</param>
/// <param name="Most">Most arguments.</param>
/// <param name="Build">From its arguments.</param>
internal sealed record NumberFunctionEntry(string Usage, int Least, int Most, Func<IReadOnlyList<Node<double>>, Node<double>> Build);

/// <summary>The functions of numbers, by their names.</summary>
internal static class NumberFunctionTable
{
    private static readonly Dictionary<string, NumberFunctionEntry> Entries = new(StringComparer.OrdinalIgnoreCase)
    {
        ["POWER"] = new("POWER(x, exponent)", 2, 2, Power),
        ["POW"] = new("POW(x, exponent)", 2, 2, Power),
        ["SQRT"] = One<SquareRoot>("SQRT(x)"),
        ["EXP"] = One<Exponential>("EXP(x)"),
        ["LN"] = One<NaturalLogarithm>("LN(x)"),
        ["LOG"] = new("LOG(x) or LOG(base, x)", 1, 2, arguments => arguments.Count == 1
            ? new Function<NaturalLogarithm>(arguments[0])
            : new PairFunction<LogarithmToBase>(arguments[0], arguments[1])),
        ["LOG10"] = One<DecimalLogarithm>("LOG10(x)"),
        ["LOG1P"] = One<LogarithmOfOnePlus>("LOG1P(x)"),
        ["ABS"] = One<AbsoluteValue>("ABS(x)"),
        ["SIGN"] = One<SignOf>("SIGN(x)"),
        ["FLOOR"] = One<RoundDown>("FLOOR(x)"),
        ["CEIL"] = One<RoundUp>("CEIL(x)"),
        ["LEAST"] = new("LEAST(x, y, ...)", 2, int.MaxValue, arguments => new Extreme<Least>(arguments)),
        ["GREATEST"] = new("GREATEST(x, y, ...)", 2, int.MaxValue, arguments => new Extreme<Greatest>(arguments)),
        ["CLAMP"] = new("CLAMP(x, low, high)", 3, 3, arguments =>
            new PairFunction<Lower>(new PairFunction<Higher>(arguments[0], arguments[1]), arguments[2])),
        ["TANH"] = One<HyperbolicTangent>("TANH(x)"),
        ["SIGMOID"] = One<Sigmoid>("SIGMOID(x)"),
    };

    public static IEnumerable<string> Names => Entries.Keys;

    public static NumberFunctionEntry? Find(string name) => Entries.GetValueOrDefault(name);

    private static NumberFunctionEntry One<TFunction>(string usage)
        where TFunction : struct, INumberFunction => new(usage, 1, 1, arguments => new Function<TFunction>(arguments[0]));

    private static Node<double> Power(IReadOnlyList<Node<double>> arguments) => arguments[1] switch
    {
        Constant<double> { Value: 2 } => new Function<Square>(arguments[0]),
        Constant<double> { Value: 3 } => new Function<Cube>(arguments[0]),
        _ => new PairFunction<Power>(arguments[0], arguments[1]),
    };
}
