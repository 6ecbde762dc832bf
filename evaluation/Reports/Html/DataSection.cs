using static ReAgent.Evaluation.Reports.Html.NumberText;

namespace ReAgent.Evaluation.Reports.Html;

/// <summary>What the policy was trained and evaluated on, and what was set aside.</summary>
internal static class DataSection
{
    public static void Write(Markup page, DataSummary summary)
    {
        using (page.Element("div", ("class", "pair")))
        {
            WriteParts(page.NewLine(), summary);
            WriteActions(page, summary.Actions);
        }

        WriteQuarantined(page.NewLine(), summary);
        WriteFeatures(page, summary.Features);
    }

    private static void WriteParts(Markup page, DataSummary summary)
    {
        var all = summary.Training.Transitions + (summary.Evaluation?.Transitions ?? 0);
        List<string[]> rows = [Part("Training", summary.Training)];
        if (summary.Evaluation is { } evaluation)
        {
            rows.Add(Part("Held out for evaluation", evaluation));
            rows.Add(Part("Together", new(all, summary.Training.Episodes + evaluation.Episodes)));
        }

        DataTable.Write(page, "Parts of the data",
            [new("Part"), new("Transitions", IsNumber: true), new("Episodes", IsNumber: true), new("Share", IsNumber: true)], rows);

        string[] Part(string name, DataSplit split) =>
            [name, Count(split.Transitions), Count(split.Episodes), Share(split.Transitions, all)];
    }

    private static void WriteQuarantined(Markup page, DataSummary summary)
    {
        var setAside = summary.Quarantined.Sum(reason => reason.Rows);
        if (setAside == 0)
        {
            page.Element("p", $"All {Count(summary.RowsRead, "logged row")} were used; none was set aside.", ("class", "muted")).NewLine();
            return;
        }

        DataTable.Write(page, $"Rows set aside: {Count(setAside)} of {Count(summary.RowsRead)} ({Share(setAside, summary.RowsRead)})",
            [new("Reason", Style: "wide"), new("Rows", IsNumber: true), new("For example", Style: "wide")],
            [.. summary.Quarantined.Select(reason => new[] { reason.Reason, Count(reason.Rows), reason.Example ?? None })]);
    }

    private static string Share(long part, long whole) => Percent(whole == 0 ? null : (double)part / whole);

    private static void WriteActions(Markup page, IReadOnlyList<ActionShare> actions)
    {
        if (actions.Count > 0)
        {
            DataTable.Write(page, "Logged actions",
                [new("Action"), new("Transitions", IsNumber: true), new("Share", IsNumber: true), new("Mean propensity", IsNumber: true)],
                [.. actions.Select(Cells)]);
        }

        static string[] Cells(ActionShare action) =>
            [action.Action, Count(action.Transitions), Percent(action.Share), Value(action.MeanPropensity)];
    }

    private static void WriteFeatures(Markup page, IReadOnlyList<FeatureSummary> features)
    {
        if (features.Count == 0)
        {
            page.Element("p", "No features were found.", ("class", "empty")).NewLine();
            return;
        }

        DataTable.Write(page, $"Features ({Count(features.Count)})",
            [
                new("Feature"), new("Describes"), new("Type"), new("Mean", IsNumber: true), new("Standard deviation", IsNumber: true),
                new("Unit"), new("Coverage", IsNumber: true), new("Samples", IsNumber: true),
            ],
            [.. features.Select(Cells)]);

        static string[] Cells(FeatureSummary feature) =>
        [
            feature.Name is { } name ? $"{name} ({feature.Id})" : $"{feature.Id}", feature.Role, feature.Type, Value(feature.Mean),
            Value(feature.StandardDeviation), feature.Unit ?? None, Percent(feature.Coverage), Count(feature.Samples),
        ];
    }
}
