using System.Reflection;
using ReAgent.Data.Work;
using ReAgent.Evaluation.Reports;
using ReAgent.Evaluation.Results;
using ReAgent.Evaluation.Selection;

namespace ReAgent.Grains.Publication;

/// <summary>
/// Writes evaluations that belong to no experiment: <c>report.html</c> and <c>estimates.json</c>, and of several policies <c>comparison.html</c>,
/// <c>comparison.json</c> and a folder with both of the others for each.
/// </summary>
public static class EvaluationOutput
{
    /// <summary>Writes a comparison.</summary>
    /// <param name="folder">Where to; it is made when it is not there.</param>
    /// <param name="selection">What was found.</param>
    /// <param name="title">What was evaluated on what, in a line.</param>
    /// <param name="settings">How, as JSON.</param>
    public static void Write(string folder, PolicySelection selection, string title, string settings)
    {
        Directory.CreateDirectory(folder);
        var links = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, (name, report)) in selection.Reports.Index())
        {
            var place = $"candidate-{index + 1}";
            Write(Path.Combine(folder, place), report, name, settings, selection.Level);
            links[name] = $"{place}/report.html";
        }

        AtomicFile.Write(Path.GetFullPath(Path.Combine(folder, "comparison.json")), PolicySelectionJson.Write(selection));
        using var page = new MemoryStream();
        SelectionHtml.Write(selection, title, links, page);
        AtomicFile.Write(Path.GetFullPath(Path.Combine(folder, "comparison.html")), page.ToArray());
    }

    /// <summary>Writes the evaluation of one policy.</summary>
    /// <param name="folder">Where to; it is made when it is not there.</param>
    /// <param name="report">What was found.</param>
    /// <param name="title">What was evaluated on what, in a line.</param>
    /// <param name="settings">How, as JSON.</param>
    /// <param name="confidence">Confidence of the intervals.</param>
    public static void Write(string folder, CpeReport report, string title, string settings, double confidence)
    {
        Directory.CreateDirectory(folder);
        AtomicFile.Write(Path.GetFullPath(Path.Combine(folder, "estimates.json")), CpeReportJson.Write(report));
        var version = typeof(EvaluationOutput).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
        using var page = new MemoryStream();
        HtmlReport.Write(
            new ExperimentReport(
                "evaluation",
                title,
                report.Seed,
                EstimateReport.Of(report, confidence),
                null,
                null,
                null,
                [],
                [],
                [new SoftwareComponent("ReAgent for .NET", version), new SoftwareComponent(".NET", Environment.Version.ToString())],
                new ConfigText("json", settings)),
            page);
        AtomicFile.Write(Path.GetFullPath(Path.Combine(folder, "report.html")), page.ToArray());
    }
}
