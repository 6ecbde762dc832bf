namespace ReAgent.Data.Expressions.Rules;

/// <summary>What a rule may ask of all rows together.</summary>
internal enum AggregateFunction
{
    /// <summary>COUNT(*): rows.</summary>
    Rows,

    /// <summary>COUNT(x): rows where x is not null.</summary>
    Count,
    Sum,
    Mean,
    Minimum,
    Maximum,

    /// <summary>COUNT_IF(condition): rows where it is true.</summary>
    CountIf,

    /// <summary>SHARE(condition): fraction of all rows where it is true.</summary>
    Share,
}

/// <summary>The names of aggregates in a rule.</summary>
internal static class AggregateNames
{
    /// <summary>How each is called, for errors.</summary>
    public const string All = "COUNT(*), COUNT(x), SUM(x), AVG(x), MIN(x), MAX(x), COUNT_IF(condition) or SHARE(condition)";

    private static readonly Dictionary<string, AggregateFunction> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["COUNT"] = AggregateFunction.Count,
        ["SUM"] = AggregateFunction.Sum,
        ["AVG"] = AggregateFunction.Mean,
        ["MEAN"] = AggregateFunction.Mean,
        ["MIN"] = AggregateFunction.Minimum,
        ["MAX"] = AggregateFunction.Maximum,
        ["COUNT_IF"] = AggregateFunction.CountIf,
        ["SHARE"] = AggregateFunction.Share,
    };

    public static IEnumerable<string> Names => Functions.Keys;

    public static bool TryFind(string name, out AggregateFunction function) => Functions.TryGetValue(name, out function);
}
