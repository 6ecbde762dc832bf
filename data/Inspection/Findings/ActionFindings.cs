using ReAgent.Data.Episodes;
using static ReAgent.Data.Inspection.Findings.FindingText;

namespace ReAgent.Data.Inspection.Findings;

/// <summary>Actions that are too few, too many, too rare, or not possible.</summary>
internal static class ActionFindings
{
    private const int Many = 1000;
    private const double RareShare = 0.001;
    private const int RareCount = 20;

    public static IEnumerable<Finding> Of(ActionsInspection actions)
    {
        if (actions.Decisions == 0)
        {
            yield return new Finding(FindingLevel.Blocker, "no-actions", "No row has an action.", "Name the column that holds it:", "log: {columns: {action: …}}");
        }
        else if (actions.Kind == ActionKind.Discrete)
        {
            foreach (var finding in OfDiscrete(actions))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Finding> OfDiscrete(ActionsInspection actions)
    {
        if (actions.Discrete.Length == 1)
        {
            yield return new Finding(
                FindingLevel.Blocker,
                "one-action",
                $"Every decision is '{actions.Discrete[0].Name}': the log cannot tell what another action would have brought.",
                "Log decisions of a policy that sometimes tries something else.");
        }

        if (actions.HasMore || actions.Discrete.Length > Many)
        {
            yield return new Finding(
                FindingLevel.Caution,
                "many-actions",
                $"There are {(actions.HasMore ? "more than " : "")}{Count(actions.Discrete.Length, "different action")}: are these ids of items?",
                "Describe actions by features instead (a map of features by id in the action column), so that what is learned of one holds for others.");
        }
        else if (actions.Discrete.Where(action => action.Share < RareShare || action.Count < RareCount).Select(action => $"'{action.Name}' ({action.Count})").ToArray() is { Length: > 0 } rare
            && actions.Discrete.Length > 1)
        {
            yield return new Finding(
                FindingLevel.Caution,
                "rare-actions",
                $"{Count(rare.Length, "action")} hardly ever occur{(rare.Length == 1 ? "s" : "")}: {Some(rare)}. What they bring cannot be learned from so few decisions.",
                "Collect more of them, or leave them out of the model's actions.");
        }

        if (actions.Impossible > 0)
        {
            yield return new Finding(
                FindingLevel.Caution,
                "impossible-actions",
                $"{Count(actions.Impossible, "decision")} {(actions.Impossible == 1 ? "is" : "are")} for an action that possible_actions does not name; they would be set aside.",
                "Compare how the two columns write names; or, when possible_actions is not to be trusted, do without it:",
                "log: {include_possible_actions: false}");
        }

        if (actions.WithPossible < actions.Decisions)
        {
            var isPartial = actions.WithPossible > 0;
            yield return new Finding(
                isPartial ? FindingLevel.Caution : FindingLevel.Note,
                "no-possible-actions",
                isPartial
                    ? $"{Count(actions.Decisions - actions.WithPossible, "decision")} ({Percent(1 - ((double)actions.WithPossible / actions.Decisions))}) do not say which actions were possible; there all count as possible."
                    : "The log does not say which actions were possible; all count as possible.");
        }
    }
}
