using ReAgent.Contracts.Work;
using ReAgent.Evaluation;
using ReAgent.Evaluation.Behavior;
using ReAgent.Evaluation.Diagnostics;
using ReAgent.Evaluation.Pages;
using ReAgent.Evaluation.Results;
using ReAgent.Grains.Telemetry;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Evaluation;

/// <summary>Gathers the parts of the evaluation page and estimates what the policy is worth.</summary>
public sealed class EstimateWork : IWork
{
    /// <summary>The kind's name and version.</summary>
    public const string KindName = "estimate/4";

    /// <summary>The estimates with intervals, diagnostics and verdict.</summary>
    public const string EstimatesFile = "evaluation/estimates.json";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public string Unit => "rows";

    /// <inheritdoc/>
    public Task<WorkManifest> Perform(WorkContext context)
    {
        var options = context.Options<Options>();
        var page = EvaluationPage.Concatenate(context.Item.Inputs.Select(input => EvaluationPageFile.Read(context.PathOf(input))));
        context.Report(0, page.Steps);
        var report = CounterfactualEvaluation.Evaluate(
            page,
            new EvaluationOptions
            {
                Gamma = options.Gamma,
                Seed = context.Item.Seed,
                Resamples = options.BootstrapSamples,
                Level = options.Confidence,
                MissingPropensities = options.MissingPropensities,
                Trust = options.Trust,
            },
            (done, all) => context.Report((long)page.Steps * done / all, page.Steps),
            context.CancellationToken);
        EvaluationMeter.Record(context.Item.Folder, report);

        var output = context.Store.Stage(context.Item);
        output.Write(EstimatesFile, CpeReportJson.Write(report));
        context.Report(page.Steps, page.Steps);
        return Task.FromResult(context.Publish(output, new Summary(report.Verdict.Label, report.Verdict.Reason + (report.Verdict.Advice is { } advice ? $" {advice}" : ""), page.Steps, page.Episodes)));
    }

    /// <summary>What determines the estimates, beside the page and the seed.</summary>
    /// <param name="Gamma">Discount of the episode returns.</param>
    /// <param name="BootstrapSamples">Resamples behind every interval.</param>
    /// <param name="Confidence">Confidence of the intervals.</param>
    /// <param name="Trust">When estimates deserve trust.</param>
    /// <param name="MissingPropensities">What becomes of transitions without a propensity.</param>
    public sealed record Options(double Gamma, int BootstrapSamples, double Confidence, TrustThresholds Trust, MissingPropensities MissingPropensities = MissingPropensities.Refuse);

    /// <summary>What was found.</summary>
    /// <param name="Verdict">BETTER, WORSE, NOT ENOUGH EVIDENCE or CANNOT TELL.</param>
    /// <param name="Reason">Why, in a sentence.</param>
    /// <param name="Steps">Held-out transitions.</param>
    /// <param name="Episodes">Held-out episodes.</param>
    public sealed record Summary(string Verdict, string Reason, long Steps, long Episodes);
}
