using System.Globalization;

namespace ReAgent.Data.Logs;

/// <summary>Dates of partitions from one to another, inclusive, compared as text, as the original's <c>ds BETWEEN start AND end</c> does.</summary>
internal readonly record struct DateRange(string? Start, string? End)
{
    /// <summary>True when every date is inside.</summary>
    public bool IsEverything => Start is null && End is null;

    public bool Contains(string ds) => DayOf(ds) is var day && Overlaps(day, day);

    /// <summary>True when dates from <paramref name="first"/> to <paramref name="last"/> may be inside.</summary>
    public bool Overlaps(string first, string last) => (Start is null || string.CompareOrdinal(last, Start) >= 0) && (End is null || string.CompareOrdinal(first, End) <= 0);

    /// <summary>The date of a time such as <c>2026-01-01T12:00:00</c>; other texts stay.</summary>
    private static string DayOf(string ds) => ds.Length > 10 && ds[4] == '-' && ds[7] == '-' && (ds[10] is 'T' or ' ') ? ds[..10] : ds;

    /// <summary>A date as it is written in paths and compared here.</summary>
    public static string TextOf(DateTime date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => $"{Start ?? "the first"} to {End ?? "the last"}";
}
