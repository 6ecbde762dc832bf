using static ReAgent.Data.Inspection.Findings.FindingText;

namespace ReAgent.Data.Inspection.Findings;

/// <summary>Files that cannot be read.</summary>
internal static class FileFindings
{
    public static IEnumerable<Finding> Of(LogInspection inspection)
    {
        var damaged = inspection.Files.Damaged;
        var isEmpty = inspection.Contents is { Rows: 0 } || (inspection.Contents is null && inspection.Problems.IsEmpty);
        if (isEmpty)
        {
            yield return new Finding(
                FindingLevel.Blocker,
                "no-rows",
                damaged.IsEmpty ? "The log has no rows." : "Nothing of the log can be read.",
                damaged.IsEmpty ? "Check that the path names the files that were meant, and that log.start_ds and log.end_ds do not leave all of them out." : null);
        }

        if (!damaged.IsEmpty)
        {
            var files = damaged.DistinctBy(damage => damage.File).Count();
            var lost = damaged.Sum(damage => damage.RowsLost ?? 0);
            yield return new Finding(
                FindingLevel.Caution,
                "damaged-files",
                $"{Count(files, "file")} cannot be read in full{(lost > 0 ? $" ({Count(lost, "row")} lost)" : "")}: {Some([.. damaged.Select(damage => damage.ToString())])}",
                isEmpty ? "Write them anew." : "Write them anew; or go on without what cannot be read:",
                isEmpty ? null : "log: {on_damaged_file: skip}");
        }
    }
}
