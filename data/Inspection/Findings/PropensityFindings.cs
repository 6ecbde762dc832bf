using ReAgent.Data.Episodes;
using static ReAgent.Data.Inspection.Findings.FindingText;

namespace ReAgent.Data.Inspection.Findings;

/// <summary>Propensities that are missing, wrong, or of no use.</summary>
internal static class PropensityFindings
{
    private const double NearlyAll = 0.999;
    private const double ManySmall = 0.01;
    private const double WrongBy = 0.1;
    private const double StandardErrors = 5;

    public static IEnumerable<Finding> Of(LogContents contents)
    {
        var (propensities, actions) = (contents.Propensities, contents.Actions);
        if (actions.Decisions == 0)
        {
            yield break;
        }

        if (propensities.Known == 0)
        {
            yield return new Finding(
                FindingLevel.Caution,
                "no-propensities",
                "No decision has a propensity: a policy can be trained, but not estimated from the log by importance weights.",
                "Log the probability with which each action was taken, and name the column that holds it:",
                "log: {columns: {action_probability: …}}");
            yield break;
        }

        if (propensities.Missing > 0)
        {
            yield return new Finding(
                FindingLevel.Caution,
                "missing-propensities",
                $"{Count(propensities.Missing, "decision")} ({Percent(propensities.MissingShare)}) {(propensities.Missing == 1 ? "has" : "have")} no propensity; their episodes say nothing in counterfactual estimates.",
                "Log the propensity with every decision.");
        }

        if (propensities.OutOfRange > 0)
        {
            var isLogarithm = propensities.Values.Maximum <= 0;
            yield return new Finding(
                FindingLevel.Caution,
                "propensities-out-of-range",
                $"{Count(propensities.OutOfRange, "propensity")} cannot be {(actions.Kind == ActionKind.Parametric ? "a density" : "a probability")} (they range from {Number(propensities.Values.Minimum)} to {Number(propensities.Values.Maximum)}); the rows would be set aside.",
                isLogarithm ? "These look like logarithms: write their exponentials." : "Write the probability of the action taken, above 0 and up to 1.");
        }

        if (actions.Kind == ActionKind.Discrete)
        {
            foreach (var finding in OfDiscrete(propensities, actions))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Finding> OfDiscrete(PropensityInspection propensities, ActionsInspection actions)
    {
        if (propensities.ExactlyOne >= NearlyAll * propensities.Known)
        {
            yield return new Finding(
                FindingLevel.Caution,
                "deterministic-logging",
                "Every propensity is 1: the logging policy never tried anything else, so another policy cannot be estimated from this log.",
                "If the log was randomized, log the real probabilities; if not, explore with a small probability from now on.");
            yield break;
        }

        if (propensities.BelowOnePercent > ManySmall * propensities.Known)
        {
            yield return new Finding(
                FindingLevel.Caution,
                "small-propensities",
                $"{Percent((double)propensities.BelowOnePercent / propensities.Known)} of the propensities are below 0.01 (smallest {Number(propensities.Values.Minimum)}): single decisions get weights above 100.",
                "Expect wide intervals; explore with a larger smallest probability from now on.");
        }

        string[] wrong =
        [
            .. actions.Discrete.Where(action => action.Calibration is { } ratio && Math.Abs(ratio - 1) > Math.Max(WrongBy, StandardErrors * action.CalibrationError ?? 0))
                .Select(action => $"'{action.Name}' {Number(action.Calibration!.Value)}"),
        ];
        if (wrong.Length > 0)
        {
            yield return new Finding(
                FindingLevel.Caution,
                "miscalibrated-propensities",
                $"The propensities do not go with how often actions were taken: 1 / propensity, summed over the decisions for an action and divided by the decisions in which it was possible, should be 1, but is {Some(wrong)}.",
                "Check that the propensity is that of the action taken, by the policy that took it, at that time; estimates are off by about these factors.");
        }
    }
}
