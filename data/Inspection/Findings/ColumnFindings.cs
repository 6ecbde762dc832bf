using ReAgent.Data.Inspection.Mapping;
using static ReAgent.Data.Inspection.Findings.FindingText;

namespace ReAgent.Data.Inspection.Findings;

/// <summary>Columns that are missing, have another name, or are not used.</summary>
internal static class ColumnFindings
{
    public static IEnumerable<Finding> Of(LogInspection inspection)
    {
        var mapping = inspection.Mapping;
        if (!mapping.Unfilled.IsEmpty && !inspection.Problems.IsEmpty)
        {
            yield return new Finding(
                FindingLevel.Blocker,
                "missing-columns",
                $"The log has nothing that looks like {Some(mapping.Unfilled)}. It has {Some([.. inspection.Columns.Select(column => column.Name)])}.{(mapping.IsEmpty ? "" : $" Beyond that, {Describe(mapping)}.")}",
                "Name the columns that hold them:",
                mapping.ConfigWithGaps);
        }

        foreach (var problem in inspection.Problems.Where(problem => !mapping.Unfilled.Any(name => problem.Message.Contains($"there is no column '{name}'", StringComparison.Ordinal))))
        {
            yield return new Finding(FindingLevel.Blocker, "unfit-columns", $"The log cannot be read as episodes: {problem}.");
        }

        if (!mapping.IsEmpty && (mapping.Unfilled.IsEmpty || inspection.Problems.IsEmpty))
        {
            yield return new Finding(
                FindingLevel.Caution,
                "proposed-mapping",
                $"The log has other names for what episodes need: {Describe(mapping)}.{(inspection.Problems.IsEmpty ? " Everything said here holds with these." : "")}",
                "Check them, and put them into the experiment file:",
                mapping.Config);
        }

        string[] unused = [.. inspection.Columns.Where(column => column is { TakenFor: null, IsBlank: false }).Select(column => column.Name)];
        if (unused.Length > 0 && inspection.Problems.IsEmpty)
        {
            yield return new Finding(
                FindingLevel.Note,
                "unused-columns",
                $"{Count(unused.Length, "column")} {(unused.Length == 1 ? "is" : "are")} not used: {Some(unused)}.",
                "Numbers that were known before the decision may go into the state: log.state_columns.");
        }
    }

    private static string Describe(MappingProposal mapping)
    {
        List<string> parts = [.. mapping.Columns.Select(column => $"{column.Name} seems to be {column.LogName} ({column.Because})")];
        if (!mapping.StateColumns.IsEmpty)
        {
            parts.Add($"the state seems to be {Count(mapping.StateColumns.Length, "column")} of numbers ({Some(mapping.StateColumns)})");
        }

        return string.Join("; ", parts);
    }
}
