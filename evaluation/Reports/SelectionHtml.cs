using System.Text;
using ReAgent.Evaluation.Reports.Html;
using ReAgent.Evaluation.Selection;

namespace ReAgent.Evaluation.Reports;

/// <summary>A ranking of policies as one HTML page that needs nothing else, as <see cref="HtmlReport"/>. The same ranking gives the same bytes.</summary>
public static class SelectionHtml
{
    /// <summary>Writes the page in UTF-8 without a byte order mark and leaves the stream open.</summary>
    /// <param name="selection">The ranking.</param>
    /// <param name="title">What was compared on what, in a line.</param>
    /// <param name="reports">Where the report of each candidate is, relative to the page, by name.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(PolicySelection selection, string title, IReadOnlyDictionary<string, string> reports, Stream stream) =>
        stream.Write(Encoding.UTF8.GetBytes(SelectionPage.Text(selection, title, reports)));
}
