using System.Text;
using ReAgent.Evaluation.Reports.Html;

namespace ReAgent.Evaluation.Reports;

/// <summary>
/// The report as one HTML page that needs nothing else: no script, no network, no font or image from elsewhere. It is well-formed XML too.
/// The same report gives the same bytes.
/// </summary>
public static class HtmlReport
{
    /// <summary>Writes the page in UTF-8 without a byte order mark and leaves the stream open.</summary>
    public static void Write(ExperimentReport report, Stream stream) => stream.Write(Encoding.UTF8.GetBytes(ReportPage.Text(report)));
}
