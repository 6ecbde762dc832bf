using ReAgent.Data.Features;
using static ReAgent.Data.Inspection.Findings.FindingText;

namespace ReAgent.Data.Inspection.Findings;

/// <summary>Features that are missing, constant, not finite, or too large.</summary>
internal static class FeatureFindings
{
    /// <summary>From here on float32, which networks compute with, does not hold every whole number.</summary>
    private const double Large = 1 << 24;
    private const double Rare = 0.001;
    private const double ManyEmpty = 0.01;

    public static IEnumerable<Finding> Of(LogContents contents)
    {
        var features = contents.State;
        if (features.HasTooMany)
        {
            var most = new PreprocessingOptions().MaxFeatures;
            yield return new Finding(
                FindingLevel.Blocker,
                "too-many-features",
                $"There are more than {Count(most, "different feature id")}: mostly this means that values were logged as ids.",
                "Log such a value under one id; or, if there really are so many features, raise the limit:",
                $"preprocessing_options: {{max_features: {most * 10}}}");
            yield break;
        }

        if (features.All.IsEmpty)
        {
            yield return new Finding(FindingLevel.Blocker, "no-features", "No row has a feature of the state.", "Name the column that holds them, or list the columns that are the state:", "log: {state_columns: […]}");
            yield break;
        }

        if (features.EmptyRows > ManyEmpty * contents.Rows)
        {
            yield return new Finding(
                FindingLevel.Caution,
                "empty-states",
                $"{Count(features.EmptyRows, "row")} ({Percent((double)features.EmptyRows / contents.Rows)}) have no feature of the state at all.",
                "Check that states are joined to the decisions.");
        }

        foreach (var finding in Each(features))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> Each(FeaturesInspection features)
    {
        if (Labels(features, feature => feature.NaN + feature.Infinite > 0) is { Length: > 0 } notFinite)
        {
            yield return new Finding(
                FindingLevel.Caution,
                "features-not-finite",
                $"{Count(notFinite.Length, "feature")} {Have(notFinite)} values that are NaN or infinite: {Some(notFinite)}; the rows would be set aside.",
                "Leave a value out where there is none.");
        }

        if (Labels(features, feature => Math.Max(feature.Maximum, -feature.Minimum) >= Large) is { Length: > 0 } large)
        {
            yield return new Finding(
                FindingLevel.Caution,
                "large-features",
                $"{Count(large.Length, "feature")} {Have(large)} values of 16.8 million or more: {Some(large)}. Are these ids or time stamps?",
                "Leave ids out, and log times as differences; for a positive number of many magnitudes, take the logarithm:",
                $"preprocessing_options: {{feature_overrides: {{{large[0].Split(' ')[0]}: CLIP_LOG}}}}");
        }

        if (Labels(features, feature => feature.IsConstant && feature.Count >= FeatureIdentification.MinimumValues) is { Length: > 0 } constant)
        {
            yield return new Finding(FindingLevel.Note, "constant-features", $"{Count(constant.Length, "feature")} always {Have(constant)} the same value: {Some(constant)}.");
        }

        if (Labels(features, feature => feature.NotIdentified is not null) is { Length: > 0 } unknown)
        {
            yield return new Finding(
                FindingLevel.Note,
                "scarce-features",
                $"{Count(unknown.Length, "feature")} {Have(unknown)} fewer than {FeatureIdentification.MinimumValues} values and would not be used: {Some(unknown)}.");
        }

        if (Labels(features, feature => feature.NotIdentified is null && feature.Coverage < Rare) is { Length: > 0 } rare)
        {
            yield return new Finding(FindingLevel.Note, "rare-features", $"{Count(rare.Length, "feature")} {Have(rare)} a value in fewer than {Percent(Rare)} of the rows: {Some(rare)}.");
        }
    }

    private static string[] Labels(FeaturesInspection features, Func<FeatureInspection, bool> wanted) => [.. features.All.Where(wanted).Select(feature => feature.Label)];

    private static string Have(string[] features) => features.Length == 1 ? "has" : "have";
}
