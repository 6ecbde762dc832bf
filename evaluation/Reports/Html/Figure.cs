namespace ReAgent.Evaluation.Reports.Html;

/// <summary>A chart under its title, with what to know about it.</summary>
internal static class Figure
{
    /// <summary>Writes the figure.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="title">Its title.</param>
    /// <param name="subtitle">Unit, scale and the like; null for none.</param>
    /// <param name="chart">Draws the chart.</param>
    /// <param name="notes">Sentences below it.</param>
    /// <param name="legend">Texts for the styles <c>s0</c>, <c>s1</c>, …; none for a single series.</param>
    public static void Write(
        Markup page,
        string title,
        string? subtitle,
        Action<Markup> chart,
        IReadOnlyList<string>? notes = null,
        IReadOnlyList<string>? legend = null)
    {
        using (page.Element("figure"))
        {
            using (page.NewLine().Element("figcaption"))
            {
                page.Element("h3", title);
                if (subtitle is not null)
                {
                    page.Element("p", subtitle, ("class", "muted"));
                }
            }

            chart(page.NewLine());
            WriteLegend(page.NewLine(), legend ?? []);
            foreach (var note in notes ?? [])
            {
                page.Element("p", note, ("class", "note")).NewLine();
            }
        }

        page.NewLine();
    }

    private static void WriteLegend(Markup page, IReadOnlyList<string> legend)
    {
        if (legend.Count == 0)
        {
            return;
        }

        using (page.Element("ul", ("class", "legend")))
        {
            foreach (var (index, text) in legend.Index())
            {
                using (page.Element("li"))
                {
                    using (page.Element("svg", ("class", "swatch"), ("viewBox", "0 0 28 10"), ("aria-hidden", "true")))
                    {
                        page.Empty("path", ("class", $"line s{index}"), ("d", "M0 5L28 5"));
                    }

                    page.Text(text);
                }
            }
        }

        page.NewLine();
    }
}
