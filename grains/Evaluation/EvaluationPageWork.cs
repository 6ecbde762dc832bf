using ReAgent.Contracts.Work;
using ReAgent.Data.Batches;
using ReAgent.Evaluation.Pages;
using ReAgent.Grains.Training;
using ReAgent.Grains.Work;
using ReAgent.Learning;
using ReAgent.Learning.Policies;

namespace ReAgent.Grains.Evaluation;

/// <summary>What a policy's models say about one shard of the held-out episodes: one part of the evaluation page.</summary>
public sealed class EvaluationPageWork : IWork
{
    /// <summary>The kind's name and version.</summary>
    public const string KindName = "evaluation-page/2";

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public string Unit => "rows";

    /// <inheritdoc/>
    public Task<WorkManifest> Perform(WorkContext context)
    {
        Compute.UseThreads(1);
        var manifest = context.Item.Inputs.First(input => Path.GetFileName(input.Path) == "policy.json");
        using var artifact = PolicyArtifact.Load(Path.GetDirectoryName(context.PathOf(manifest))!, Compute.Device("cpu"));
        var rows = context.Item.Inputs.First(input => input.Path.EndsWith(RowStoreWork.HeldOutFile, StringComparison.Ordinal));
        using var store = RowStore.Open(context.PathOf(rows));
        var heldOut = Share(store, context.Item.Index, context.Item.Count);

        var page = PolicyPages.Of(heldOut, artifact.Cpe ?? throw new InvalidDataException("The policy was trained without a model to judge it (calc_cpe_in_training: false)."), artifact.Policy, context.Options<Options>().WithStateFeatures);
        var output = context.Store.Stage(context.Item);
        var name = $"evaluation/page-{context.Item.Index:00000}.bin";
        EvaluationPageFile.Write(output.PathOf(name), page);
        output.Add(name, page.Steps);
        context.Report(page.Steps, page.Steps);
        return Task.FromResult(context.Publish(output, new Summary(page.Steps, page.Episodes)));
    }

    // Whole episodes: as nearly the same number of them on every page as possible.
    private static LoadedTransitions Share(RowStore store, int index, int count)
    {
        var (from, to) = ((int)((long)store.Episodes * index / count), (int)((long)store.Episodes * (index + 1) / count));
        if (from == to)
        {
            return store.Read(0, 0);
        }

        var (first, last) = (store.RowsOf(from), store.RowsOf(to - 1));
        return store.Read(first.First, checked((int)(last.First + last.Count - first.First)));
    }

    /// <summary>What determines the page, beside rows and policy.</summary>
    /// <param name="WithStateFeatures">Whether it holds the states' features, from which missing propensities can be estimated.</param>
    public sealed record Options(bool WithStateFeatures);

    /// <summary>What the page holds.</summary>
    public sealed record Summary(long Steps, long Episodes);
}
