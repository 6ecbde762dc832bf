using ReAgent.Data.Columns;

namespace ReAgent.Data.Inspection.Mapping;

/// <summary>What the values of a column, or of two together, say of what it may be.</summary>
internal static class ColumnEvidence
{
    private const double Nearly = 0.99;

    /// <summary>True when at least 99 % of the values that are there are probabilities, and some are.</summary>
    public static bool AreProbabilities(Column column)
    {
        var values = Numbers(column).Where(double.IsFinite).ToArray();
        return values.Length > 0 && values.Count(value => value is > 0 and <= 1) >= Nearly * values.Length;
    }

    /// <summary>True when values repeat, as those of an episode do, but not all rows have the same.</summary>
    public static bool Groups(Column column)
    {
        var (rows, different) = (column.Count, Keys(column).Distinct().Count());
        return different > 1 && different * 2 <= rows;
    }

    /// <summary>Number of different values.</summary>
    public static int Different(Column column) => Keys(column).Distinct().Count();

    /// <summary>True when the numbers differ within each group, as positions in an episode do.</summary>
    public static bool DiffersWithin(Column column, Column groups)
    {
        var numbers = Numbers(column).ToArray();
        return numbers.Length > 0 && !numbers.Any(double.IsNaN)
            && numbers.Zip(Keys(groups)).Distinct().Count() >= Nearly * numbers.Length
            && numbers.Distinct().Skip(1).Any();
    }

    private static IEnumerable<double> Numbers(Column column) => column switch
    {
        ValueColumn<double> numbers => numbers.Memory.ToArray(),
        ValueColumn<long> integers => integers.Memory.ToArray().Select(value => value == long.MinValue ? double.NaN : value),
        _ => [],
    };

    private static IEnumerable<object> Keys(Column column) => column switch
    {
        ValueColumn<string> texts => texts.Memory.ToArray(),
        ValueColumn<long> integers => integers.Memory.ToArray().Cast<object>(),
        ValueColumn<double> numbers => numbers.Memory.ToArray().Cast<object>(),
        ValueColumn<bool> flags => flags.Memory.ToArray().Cast<object>(),
        _ => [],
    };
}
