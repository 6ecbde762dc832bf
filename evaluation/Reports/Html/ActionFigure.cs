using ReAgent.Evaluation.Reports.Charts;
using static ReAgent.Evaluation.Reports.Html.NumberText;

namespace ReAgent.Evaluation.Reports.Html;

/// <summary>How often the log and the policy choose each action, on the same transitions.</summary>
internal static class ActionFigure
{
    private const int MostActions = 12;
    private const int FewActions = 6;

    /// <summary>Whether the figure is small enough to stand beside another.</summary>
    public static bool IsSmall(CounterfactualSummary summary) => summary.Actions.Count <= FewActions;

    public static void Write(Markup page, CounterfactualSummary summary)
    {
        var actions = summary.Actions;
        if (actions.Count == 0)
        {
            return;
        }

        // With more actions than fit, those that matter most to either policy are drawn, in the order of the log.
        IReadOnlyList<ActionComparison> drawn =
        [
            .. actions.Index().OrderByDescending(action => Math.Max(action.Item.LoggedShare, action.Item.TargetShare)).Take(MostActions)
                .OrderBy(action => action.Index).Select(action => action.Item),
        ];
        IReadOnlyList<BarRow> rows = [.. drawn.Select(Row)];
        var words = $"Share of transitions per action: {string.Join("; ", drawn.Select(action => $"{action.Action} {Numbers(action)}"))}.";
        using (page.Element("div", ("class", IsSmall(summary) ? null : "pair")))
        {
            List<string> notes =
            [
                "Outlined: the log. Filled: the policy. Where a filled bar has no outlined one beside it, the log hardly shows what the policy " +
                "wants to do.",
            ];
            if (actions.Count > drawn.Count)
            {
                notes.Add($"{drawn.Count} of {actions.Count} actions are drawn, those with the largest shares; the table has all.");
            }

            var chart = new BarChart(words, rows, "% of transitions");
            Figure.Write(page, "Choice of actions", "share of the held-out transitions", chart.Write, notes);
            if (!IsSmall(summary))
            {
                DataTable.Write(page, "Choice of every action", [new("Action"), new("Log", IsNumber: true), new("Policy", IsNumber: true)],
                    [.. actions.Select(action => new[] { action.Action, Percent(action.LoggedShare), Percent(action.TargetShare) })]);
            }
        }
    }

    private static BarRow Row(ActionComparison action) =>
        new(action.Action, Numbers(action), [(action.LoggedShare * 100, "bar logged"), (action.TargetShare * 100, "bar target")]);

    private static string Numbers(ActionComparison action) => $"log {Percent(action.LoggedShare)}, policy {Percent(action.TargetShare)}";
}
