namespace ReAgent.Data.Features;

/// <summary>The outcome of identification: parameters where there are any, and the finding about every feature.</summary>
/// <param name="Findings">One finding per feature that was looked at, by ascending feature id.</param>
public sealed record IdentifiedFeatures(IReadOnlyList<FeatureFinding> Findings)
{
    /// <summary>Parameters of the identified features, by feature id.</summary>
    public IReadOnlyDictionary<long, NormalizationParameters> Parameters { get; } =
        new SortedDictionary<long, NormalizationParameters>(
            Findings
                .Where(finding => finding.Parameters is not null)
                .ToDictionary(finding => finding.FeatureId, finding => finding.Parameters!));
}
