using ReAgent.Contracts.Work;
using ReAgent.Data.Batches;
using ReAgent.Evaluation.Pages;
using ReAgent.Grains.Experiments;
using ReAgent.Grains.Features;
using ReAgent.Grains.Training;
using ReAgent.Grains.Work;
using ReAgent.Learning;
using ReAgent.Learning.Policies;

namespace ReAgent.Grains.Evaluation;

/// <summary>What a policy's models say about one shard of the held-out episodes: one part of the evaluation page.</summary>
public sealed class EvaluationPageWork(ExperimentConfigReader configs) : IWork
{
    /// <summary>The kind's name and version.</summary>
    public const string KindName = "evaluation-page/1";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public string Unit => "rows";

    /// <inheritdoc/>
    public async Task<WorkManifest> Perform(WorkContext context)
    {
        var options = context.Options<Options>();
        var model = configs.ReadModel(options.Model);
        Compute.UseThreads(1);
        var manifest = context.Item.Inputs.First(input => Path.GetFileName(input.Path) == "policy.json");
        using var artifact = PolicyArtifact.Load(Path.GetDirectoryName(context.PathOf(manifest))!, Compute.Device("cpu"));
        var normalization = context.Item.Inputs.First(input => Path.GetFileName(input.Path) == NormalizationWork.StateFile);
        var encoding = Encodings.For(model, context.PathOf(normalization), null, options.Metrics);
        var timeline = context.Item.Inputs.Where(input => input.Path.EndsWith(".parquet", StringComparison.Ordinal)).Select(context.PathOf);
        var heldOut = await new TransitionReader(encoding).Read(timeline, EpisodeSplit.HeldOut(options.HeldOutShare), context.CancellationToken).ConfigureAwait(false);

        var page = PolicyPages.Of(heldOut, artifact.Cpe ?? throw new InvalidDataException("The policy was trained without a model to judge it (calc_cpe_in_training: false)."), artifact.Policy);
        var output = context.Store.Stage(context.Item);
        var name = $"evaluation/page-{context.Item.Index:00000}.bin";
        EvaluationPageFile.Write(output.PathOf(name), page);
        output.Add(name, page.Steps);
        context.Report(page.Steps, page.Steps);
        return context.Publish(output, new Summary(page.Steps, page.Episodes));
    }

    /// <summary>What determines the page, beside timeline and policy.</summary>
    /// <param name="Model">The model's options as canonical JSON.</param>
    /// <param name="Metrics">Metrics beside the reward.</param>
    /// <param name="HeldOutShare">Share of the episodes held out, 0 to 1.</param>
    public sealed record Options(string Model, IReadOnlyList<string> Metrics, double HeldOutShare);

    /// <summary>What the page holds.</summary>
    public sealed record Summary(long Steps, long Episodes);
}
