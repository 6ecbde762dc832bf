using Parquet;
using Parquet.Schema;
using ReAgent.Data.Columns;

namespace ReAgent.Data.Logs.ParquetLogs;

/// <summary>Chooses row groups by the bounds of their dates, and rows by their date, where a file has dates as a column.</summary>
internal sealed class DateFilter(DateRange dates, DataField? column)
{
    private const long MicrosecondsPerDay = 86_400_000_000;

    private bool IsNeedless => column is null || dates.IsEverything;

    /// <summary>False when the statistics of a row group say that it holds no date that is wanted.</summary>
    public bool MayHold(ParquetRowGroupReader group)
    {
        if (IsNeedless || group.GetStatistics(column!) is not { MinValue: { } min, MaxValue: { } max } || TextOf(min) is not { } first || TextOf(max) is not { } last)
        {
            return true;
        }

        // Bounds may be shortened; a shortened one that is in front of the dates wanted may stand for one of them.
        return dates.Overlaps(first, last) || (dates.Start is { } start && start.StartsWith(last, StringComparison.Ordinal));
    }

    /// <summary>The rows whose date is wanted; null when all are.</summary>
    public async Task<int[]?> RowsInside(ParquetRowGroupReader group, CancellationToken cancellationToken)
    {
        if (IsNeedless)
        {
            return null;
        }

        var isTime = ParquetTypes.ValueType(column!) == typeof(DateTime);
        var values = isTime ? ColumnShape.Integer.Create() : ColumnShape.Text.Create();
        await ColumnReader.Read(group, column!, isTime ? ColumnShape.Integer : ColumnShape.Text, values, cancellationToken).ConfigureAwait(false);
        var kept = Rows(values);
        return kept.Length == values.Count ? null : kept;
    }

    private int[] Rows(Column values)
    {
        var kept = new List<int>(values.Count);
        var (lastText, lastDay, inside) = ("", long.MinValue, false);
        var first = true;
        for (var row = 0; row < values.Count; row++)
        {
            // Dates come in runs.
            if (values is ValueColumn<long> times)
            {
                var day = times[row] == long.MinValue ? long.MinValue : Math.DivRem(times[row], MicrosecondsPerDay).Quotient;
                inside = !first && day == lastDay ? inside : day != long.MinValue && dates.Contains(DateRange.TextOf(DateTime.UnixEpoch.AddTicks(times[row] * TimeSpan.TicksPerMicrosecond)));
                lastDay = day;
            }
            else
            {
                var text = ((ValueColumn<string>)values)[row];
                inside = !first && ReferenceEquals(text, lastText) ? inside : text.Length > 0 && dates.Contains(text);
                lastText = text;
            }

            first = false;
            if (inside)
            {
                kept.Add(row);
            }
        }

        return [.. kept];
    }

    private static string? TextOf(object bound) => bound switch
    {
        DateTime time => DateRange.TextOf(time),
        string text => text,
        ReadOnlyMemory<char> text => text.ToString(),
        _ => null,
    };
}
