namespace ReAgent.Data.Features;

/// <summary>
/// Chooses how each feature is normalized, from a sample of its values. A feature that cannot be identified (fewer than 20 values, or an
/// override that its values do not allow) is reported and left out, and the others are identified all the same.
/// </summary>
/// <remarks>
/// The rules and their constants are ReAgent's; its defects are not. Range, mean, standard deviation and the values of an ENUM are those
/// of all rows; Box–Cox exponents, K² and quantiles are estimated from the sampled ones.
/// </remarks>
public static class FeatureIdentification
{
    /// <summary>Fewer values say too little of a feature.</summary>
    public const int MinimumValues = 20;

    /// <summary>Identifies all features of a sample.</summary>
    /// <param name="sample">The merged sample.</param>
    /// <param name="options">Thresholds, overrides and the allowed features.</param>
    /// <param name="everyFeature">
    /// A type for all features that have no override of their own, for example CONTINUOUS_ACTION for actions.
    /// </param>
    /// <exception cref="InvalidDataException">
    /// A feature of the allowedlist is not identified while coverage is asserted; the message names each with its reason.
    /// </exception>
    public static IdentifiedFeatures Identify(FeatureSample sample, PreprocessingOptions options, FeatureType? everyFeature = null)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(options);
        var allowed = options.AllowedlistFeatures?.ToHashSet();
        var findings = sample.Features
            .Where(feature => allowed is null || allowed.Contains(feature.FeatureId))
            .Select(feature => Identify(sample, feature, options, everyFeature))
            .ToList();
        if (allowed is not null)
        {
            findings.AddRange(allowed
                .Except(findings.Select(finding => finding.FeatureId))
                .Select(id => new FeatureFinding
                {
                    FeatureId = id, NotIdentified = "it does not occur in the data", MissingCount = sample.Rows,
                }));
            findings.Sort((left, right) => left.FeatureId.CompareTo(right.FeatureId));
            if (options.AssertAllowedlistFeatureCoverage)
            {
                RequireCoverage(findings);
            }
        }

        return new IdentifiedFeatures(findings);
    }

    private static FeatureFinding Identify(
        FeatureSample sample, FeatureReservoir feature, PreprocessingOptions options, FeatureType? everyFeature)
    {
        var forced = options.FeatureOverrides is { } overrides && overrides.TryGetValue(feature.FeatureId, out var type)
            ? type
            : everyFeature;
        var finding = new FeatureFinding
        {
            FeatureId = feature.FeatureId,
            Override = forced,
            Count = feature.Count,
            MissingCount = sample.MissingCount(feature),
            InfiniteCount = feature.InfiniteCount,
            SampledCount = feature.SampledCount,
        };
        if (finding.Count < MinimumValues)
        {
            return finding with { NotIdentified = $"it has {finding.Count} finite values, but at least {MinimumValues} are needed" };
        }

        var evidence = new FeatureEvidence(feature, sample.Options.MaxDistinct);
        return new ParameterEstimation(evidence, options, forced).Complete(finding);
    }

    private static void RequireCoverage(List<FeatureFinding> findings)
    {
        var missing = findings
            .Where(finding => finding.NotIdentified is not null)
            .Select(finding => $"feature {finding.FeatureId}: {finding.NotIdentified}")
            .ToArray();
        if (missing.Length > 0)
        {
            throw new InvalidDataException(
                $"{missing.Length} features of allowedlist_features are not identified ({string.Join("; ", missing)}). "
                + "Take them from the list, or set assert_allowedlist_feature_coverage to false to go on without them.");
        }
    }
}
