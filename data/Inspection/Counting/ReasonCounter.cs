using System.Collections.Immutable;
using ReAgent.Data.Episodes;
using ReAgent.Data.Logs;

namespace ReAgent.Data.Inspection.Counting;

/// <summary>Counts rows that cannot be used, by reason.</summary>
internal sealed class ReasonCounter
{
    private readonly Dictionary<string, (long Rows, string? Example)> _reasons = new(StringComparer.Ordinal);

    /// <param name="rows">Where the rows come from.</param>
    /// <param name="findings">What is wrong with them.</param>
    public void Add(LogRows rows, RowFindings findings)
    {
        for (var row = 0; row < findings.Count; row++)
        {
            if (!findings.IsGood(row))
            {
                var reason = findings.Reasons[row];
                var (count, example) = _reasons.GetValueOrDefault(reason);
                _reasons[reason] = (count + 1, example ?? Example(rows.Where(row), findings.Found[row]));
            }
        }
    }

    public void Add(ReasonCounter later)
    {
        foreach (var (reason, (rows, example)) in later._reasons)
        {
            Add(reason, rows, example);
        }
    }

    /// <summary>Adds rows that were counted elsewhere.</summary>
    public void Add(string reason, long rows, string? example = null)
    {
        if (rows > 0)
        {
            var (count, first) = _reasons.GetValueOrDefault(reason);
            _reasons[reason] = (count + rows, first ?? example);
        }
    }

    public SetAsideInspection Inspection(long rows) => new(
        [
            .. _reasons.OrderByDescending(reason => reason.Value.Rows).ThenBy(reason => reason.Key, StringComparer.Ordinal)
                .Select(reason => new SetAsideReason(reason.Key, reason.Value.Rows, reason.Value.Example)),
        ],
        rows == 0 ? 0 : Math.Min(1, _reasons.Values.Sum(reason => reason.Rows) / (double)rows));

    private static string Example(string where, string found) => found.Length == 0 ? where : $"{where}: '{found}'";
}
