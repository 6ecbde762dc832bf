using static ReAgent.Data.Inspection.Findings.FindingText;

namespace ReAgent.Data.Inspection.Findings;

/// <summary>Rewards that say nothing, or too much.</summary>
internal static class RewardFindings
{
    private const double Rare = 0.99;
    private const double FarAway = 100;

    public static IEnumerable<Finding> Of(LogContents contents)
    {
        if (contents.Reward is not { } reward || contents.Actions.Decisions == 0)
        {
            yield break;
        }

        if (reward.Count == 0)
        {
            yield return new Finding(FindingLevel.Blocker, "no-rewards", "No decision has a reward.", "Name the column that holds it:", "log: {columns: {reward: …}}");
        }
        else if (reward.IsConstant && reward.Minimum == 0)
        {
            yield return new Finding(FindingLevel.Blocker, "zero-reward", "Every reward is 0: there is nothing to learn.", "Check that the reward is joined to the decisions, and the column:", "log: {columns: {reward: …}}");
        }
        else if (reward.IsConstant)
        {
            var isNeedless = contents.Episodes.Lengths.Minimum == contents.Episodes.Lengths.Maximum;
            yield return new Finding(
                isNeedless ? FindingLevel.Caution : FindingLevel.Note,
                "constant-reward",
                $"Every reward is {Number(reward.Minimum)}{(isNeedless ? ", and every episode is of one length: there is nothing to learn" : ": what can be learned is to make episodes last")}.",
                isNeedless ? "Check that this is the outcome that was meant." : null);
        }
        else if (reward.ZeroShare > Rare)
        {
            yield return new Finding(FindingLevel.Note, "rare-reward", $"Only {Percent(1 - reward.ZeroShare)} of the rewards are not 0: estimates will have wide intervals.");
        }

        if (Math.Max(reward.Maximum - reward.Mean, reward.Mean - reward.Minimum) > FarAway * reward.StandardDeviation && reward.StandardDeviation > 0)
        {
            yield return new Finding(
                FindingLevel.Caution,
                "reward-outlier",
                $"Some rewards lie more than {FarAway} standard deviations from the mean: they range from {Number(reward.Minimum)} to {Number(reward.Maximum)} about {Number(reward.Mean)}.",
                "Check their unit, and whether they stand for errors; a few such rows decide the whole result.");
        }
    }
}
