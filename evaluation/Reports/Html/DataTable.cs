namespace ReAgent.Evaluation.Reports.Html;

/// <summary>A column of a table.</summary>
internal sealed record Column(string Header, bool IsNumber = false, string? Style = null)
{
    public string? CellClass => (IsNumber, Style) switch
    {
        (true, null) => "number",
        (true, _) => $"number {Style}",
        _ => Style,
    };
}

/// <summary>
/// A table under its title. It scrolls within itself where the page is too narrow, and where it is long; the title stays where it is,
/// which a caption would not.
/// </summary>
internal static class DataTable
{
    private const int LongTable = 16;

    /// <summary>Writes the table; the first cell of each row is that row's header.</summary>
    public static void Write(Markup page, string title, IReadOnlyList<Column> columns, IReadOnlyList<string[]> rows)
    {
        var style = rows.Count > LongTable ? "scroll tall" : "scroll";
        using (page.Element("div", ("class", "titled")))
        {
            page.NewLine().Element("h3", title).NewLine();
            WriteTable(page, title, style, columns, rows);
        }

        page.NewLine();
    }

    private static void WriteTable(Markup page, string title, string style, IReadOnlyList<Column> columns, IReadOnlyList<string[]> rows)
    {
        using (page.Element("div", ("class", style), ("role", "region"), ("aria-label", title), ("tabindex", "0")))
        using (page.NewLine().Element("table", ("aria-label", title)))
        {
            using (page.NewLine().Element("thead"))
            using (page.Element("tr"))
            {
                foreach (var column in columns)
                {
                    page.Element("th", column.Header, ("scope", "col"), ("class", column.CellClass));
                }
            }

            using (page.NewLine().Element("tbody"))
            {
                foreach (var row in rows)
                {
                    WriteRow(page, columns, row);
                }
            }
        }

        page.NewLine();
    }

    private static void WriteRow(Markup page, IReadOnlyList<Column> columns, string[] row)
    {
        using (page.NewLine().Element("tr"))
        {
            foreach (var ((index, column), text) in columns.Index().Zip(row))
            {
                if (index == 0)
                {
                    page.Element("th", text, ("scope", "row"), ("class", column.CellClass));
                }
                else
                {
                    page.Element("td", text, ("class", column.CellClass));
                }
            }
        }
    }
}
