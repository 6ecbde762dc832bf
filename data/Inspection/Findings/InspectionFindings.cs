using System.Collections.Immutable;

namespace ReAgent.Data.Inspection.Findings;

/// <summary>What follows from an inspection: the findings, those that matter most first, and the verdict.</summary>
/// <param name="Verdict">Whether the log can be used.</param>
/// <param name="All">The findings; among those that matter equally, in the order in which one would mend them.</param>
public sealed record InspectionFindings(LogVerdict Verdict, ImmutableArray<Finding> All)
{
    /// <summary>Draws the conclusions.</summary>
    public static InspectionFindings Of(LogInspection inspection)
    {
        var findings = FileFindings.Of(inspection).Concat(ColumnFindings.Of(inspection));
        if (inspection.Contents is { Rows: > 0 } contents)
        {
            findings = findings
                .Concat(SetAsideFindings.Of(contents.SetAside, inspection.MaxQuarantinedShare))
                .Concat(LeakFindings.Of(contents))
                .Concat(RewardFindings.Of(contents))
                .Concat(ActionFindings.Of(contents.Actions))
                .Concat(PropensityFindings.Of(contents))
                .Concat(EpisodeFindings.Of(contents))
                .Concat(FeatureFindings.Of(contents));
        }

        ImmutableArray<Finding> all = [.. findings.OrderBy(finding => finding.Level)];
        var verdict = all.IsEmpty || all[0].Level == FindingLevel.Note ? LogVerdict.Ready
            : all[0].Level == FindingLevel.Caution ? LogVerdict.UsableWithCare
            : LogVerdict.NotUsable;
        return new InspectionFindings(verdict, all);
    }

    /// <inheritdoc/>
    public bool Equals(InspectionFindings? other) => other is not null && Verdict == other.Verdict && All.SequenceEqual(other.All);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Verdict, All.Length);
}
