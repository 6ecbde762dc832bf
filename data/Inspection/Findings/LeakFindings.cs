using static ReAgent.Data.Inspection.Findings.FindingText;

namespace ReAgent.Data.Inspection.Findings;

/// <summary>Features that tell what is only known after the state.</summary>
internal static class LeakFindings
{
    private const int MostListed = 60;

    public static IEnumerable<Finding> Of(LogContents contents) =>
        contents.Leaks.GroupBy(leak => leak.Target).OrderBy(leaks => leaks.Key).Select(leaks => Of(leaks.Key, [.. leaks], contents));

    private static Finding Of(LeakTarget target, LeakSuspect[] leaks, LogContents contents)
    {
        var (id, why) = target switch
        {
            LeakTarget.Reward => ("reward-leak", "A policy that is shown the reward beforehand learns to read it, looks perfect on the log, and fails where it has to decide"),
            LeakTarget.Action => ("action-leak", "A state that tells what the logging policy will do hides what other actions would have brought, and is not there when the new policy decides"),
            LeakTarget.Propensity => ("propensity-leak", "It describes the logging policy, not the world, and means something else, or is missing, once the new policy decides"),
            _ => ("end-leak", "A policy that is shown where the episode ends learns from what nobody knows at that time"),
        };
        var suspects = leaks.Select(leak => $"feature {leak.Feature} {leak.How}").ToArray();
        var suspected = contents.Leaks.Select(leak => leak.FeatureId).ToHashSet();
        var rest = contents.State.All.Where(feature => !suspected.Contains(feature.Id)).Select(feature => feature.Id).ToArray();
        return new Finding(
            FindingLevel.Caution,
            id,
            $"Suspect: {Some(suspects)}. {why}.",
            "Unless it is known before the decision, leave it out:",
            rest.Length is > 0 and <= MostListed ? $"preprocessing_options: {{allowedlist_features: [{string.Join(", ", rest)}]}}" : "preprocessing_options: {allowedlist_features: [the other features]}");
    }
}
