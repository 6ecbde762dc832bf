using ReAgent.Contracts.Work;
using ReAgent.Data.Timelines;
using ReAgent.Evaluation.Reports;
using ReAgent.Evaluation.Results;
using ReAgent.Grains.Evaluation;
using ReAgent.Grains.Experiments;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Publication;

/// <summary>Writes the report for people and for machines, and puts the estimate beside the policy that it is about.</summary>
public sealed class PublishWork(ExperimentConfigReader configs) : IWork
{
    /// <summary>The kind's name and version.</summary>
    public const string KindName = "publish/2";

    /// <summary>The report for people.</summary>
    public const string HtmlFile = "report.html";

    /// <summary>The report for machines.</summary>
    public const string JsonFile = "report.json";

    /// <summary>The policy's estimate, in the policy's own folder.</summary>
    public const string EstimateFile = "policy/estimates.json";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public string Unit => "files";

    /// <inheritdoc/>
    public Task<WorkManifest> Perform(WorkContext context)
    {
        var options = context.Options<Options>();
        var config = configs.Read(options.Config);
        var report = new ReportBuilder(context, options, config).Build();
        var output = context.Store.Stage(context.Item);
        Write(HtmlFile, file => HtmlReport.Write(report, file));
        Write(JsonFile, file => ReportJson.Write(report, file));
        string? refusal = null;
        if (context.Item.Inputs.FirstOrDefault(input => input.Path.EndsWith(EstimateWork.EstimatesFile, StringComparison.Ordinal)) is { } estimates)
        {
            var bytes = File.ReadAllBytes(context.PathOf(estimates));
            var verdict = CpeReportJson.Read(bytes).Verdict;
            if (config.Estimation.RequiredVerdict.IsMetBy(verdict.Judgement))
            {
                output.Write(EstimateFile, bytes);
            }
            else
            {
                refusal = $"not published: the verdict is {verdict.Label}, and {config.Estimation.RequiredVerdict.InWords()} is required";
            }
        }

        context.Report(3, 3);
        return Task.FromResult(context.Publish(output, new Summary(report.Title, refusal)));

        void Write(string name, Action<Stream> write)
        {
            using (var file = File.Create(output.PathOf(name)))
            {
                write(file);
            }

            output.Add(name);
        }
    }

    /// <summary>What determines the report, beside the files it is about.</summary>
    /// <param name="Name">Name of the experiment.</param>
    /// <param name="Config">The whole config as canonical JSON.</param>
    /// <param name="Timeline">What the timeline job read, kept and set aside.</param>
    /// <param name="Work">What the work items before this one had to say.</param>
    public sealed record Options(string Name, string Config, TimelineCounts Timeline, IReadOnlyList<Finished> Work);

    /// <summary>A finished work item.</summary>
    /// <param name="Kind">Its kind.</param>
    /// <param name="Summary">Its summary as JSON.</param>
    public sealed record Finished(string Kind, string Summary);

    /// <summary>What was published.</summary>
    /// <param name="Title">What the report is about.</param>
    /// <param name="Refusal">Why the policy is not published; null when it is.</param>
    public sealed record Summary(string Title, string? Refusal = null);
}
