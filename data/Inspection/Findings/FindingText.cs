using System.Globalization;

namespace ReAgent.Data.Inspection.Findings;

/// <summary>Numbers and lists in the words of findings.</summary>
public static class FindingText
{
    private const int Shown = 5;

    /// <summary><c>1,234 rows</c>, <c>1 row</c>.</summary>
    public static string Count(long count, string unit) =>
        $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? unit : unit.EndsWith('y') ? unit[..^1] + "ies" : unit + "s")}";

    /// <summary><c>12 %</c>, <c>0.31 %</c>: two digits at least, and neither 0 % nor 100 % unless it is.</summary>
    public static string Percent(double share) => share switch
    {
        0 => "0 %",
        1 => "100 %",
        < 0.0001 => "under 0.01 %",
        < 0.1 => $"{(share * 100).ToString("0.##", CultureInfo.InvariantCulture)} %",
        > 0.999 => "over 99.9 %",
        _ => $"{(share * 100).ToString("0.#", CultureInfo.InvariantCulture)} %",
    };

    /// <summary>Four significant digits.</summary>
    public static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary><c>a, b and 3 more</c>.</summary>
    public static string Some(IReadOnlyCollection<string> names) =>
        $"{string.Join(", ", names.Take(Shown))}{(names.Count > Shown ? $" and {names.Count - Shown} more" : "")}";
}
