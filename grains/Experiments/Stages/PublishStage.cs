using System.Collections.Immutable;
using Orleans;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Publication;
using ReAgent.Contracts.Work;
using ReAgent.Grains.Publication;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Experiments.Stages;

/// <summary>Policy, normalization and estimate become one artifact, and the report is written.</summary>
internal sealed class PublishStage : IStage
{
    public Stage Stage => Stage.Publish;

    public string Unit => "files";

    public ImmutableArray<string> Folders => [];

    public bool Applies(ExperimentConfig config) => true;

    public Task<ImmutableArray<WorkItem>> NextWave(StageContext context, ImmutableArray<WorkManifest> soFar)
    {
        if (!soFar.IsEmpty)
        {
            return Task.FromResult(ImmutableArray<WorkItem>.Empty);
        }

        var earlier = new[] { Stage.Collect, Stage.Timeline, Stage.Normalize, Stage.Train, Stage.Evaluate }.SelectMany(stage => context.ManifestsOf(stage)).ToArray();
        var options = new PublishWork.Options(
            context.Spec.Name,
            context.Spec.Config,
            TimelineStage.Counts(context.ManifestsOf(Stage.Timeline)),
            [.. earlier.Select(manifest => new PublishWork.Finished(manifest.Kind, manifest.Summary))]);
        return Task.FromResult<ImmutableArray<WorkItem>>([context.Item(PublishWork.KindName, 0, 1, options, [.. earlier.SelectMany(manifest => manifest.Files)])]);
    }

    public IWorkGrain Worker(IGrainFactory grains, WorkItem item) => grains.GetGrain<IPublisherGrain>(item.GrainKey());

    public ImmutableArray<SummaryLine> Summarize(StageContext context, ImmutableArray<WorkManifest> manifests)
    {
        // A user who works in the data root reads paths relative to it; anybody else needs the whole path.
        var folder = context.Spec.Base.Length == 0 ? context.Spec.Folder : context.Store.Root.Resolve(context.Spec.Folder);
        var refusal = WorkJson.Read<PublishWork.Summary>(manifests[0].Summary).Refusal;
        return
        [
            new("report", $"{folder}/{PublishWork.HtmlFile}"),
            refusal is null ? new("policy", $"{folder}/policy") : new("policy", refusal, SummaryKind.Shortfall),
        ];
    }
}
