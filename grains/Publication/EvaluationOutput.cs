using System.Reflection;
using ReAgent.Evaluation.Reports;
using ReAgent.Evaluation.Results;

namespace ReAgent.Grains.Publication;

/// <summary>Writes an evaluation that belongs to no experiment: <c>report.html</c> and <c>estimates.json</c>.</summary>
public static class EvaluationOutput
{
    /// <summary>Writes both.</summary>
    /// <param name="folder">Where to; it is made when it is not there.</param>
    /// <param name="report">What was found.</param>
    /// <param name="title">What was evaluated on what, in a line.</param>
    /// <param name="settings">How, as JSON.</param>
    /// <param name="confidence">Confidence of the intervals.</param>
    public static void Write(string folder, CpeReport report, string title, string settings, double confidence)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "estimates.json"), CpeReportJson.Write(report));
        var version = typeof(EvaluationOutput).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
        using var page = File.Create(Path.Combine(folder, "report.html"));
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
    }
}
