using System.Globalization;
using static ReAgent.Data.Inspection.Findings.FindingText;

namespace ReAgent.Data.Inspection.Findings;

/// <summary>Rows that a job would set aside.</summary>
internal static class SetAsideFindings
{
    public static IEnumerable<Finding> Of(SetAsideInspection rows, double limit)
    {
        if (rows.Reasons.IsEmpty)
        {
            yield break;
        }

        var reasons = string.Join("; ", rows.Reasons.Take(3).Select(Describe));
        var found = $"{Count(rows.Rows, "row")} ({Percent(rows.Share)}) would be set aside: {reasons}";
        if (rows.Share > limit)
        {
            var raised = Math.Min(1, Math.Ceiling(rows.Share * 120) / 100).ToString(CultureInfo.InvariantCulture);
            yield return new Finding(
                FindingLevel.Blocker,
                "too-many-set-aside",
                $"{found}. A job stops above {Percent(limit)} (timeline.max_quarantined_share).",
                "Mend what writes these rows; or, when the rest is still worth something, raise the limit:",
                $"timeline: {{max_quarantined_share: {raised}}}");
        }
        else
        {
            yield return new Finding(FindingLevel.Note, "some-set-aside", $"{found}. A job goes on without them (up to {Percent(limit)}).");
        }
    }

    private static string Describe(SetAsideReason reason) =>
        $"{reason.Reason} ({reason.Rows.ToString("N0", CultureInfo.InvariantCulture)}{(reason.Example is null ? "" : $", first {reason.Example}")})";
}
