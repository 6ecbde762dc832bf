using System.Collections.Immutable;
using Orleans;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Features;
using ReAgent.Contracts.Work;
using ReAgent.Grains.Features;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Experiments.Stages;

/// <summary>One grain merges the shards' sketches into normalization parameters.</summary>
internal sealed class NormalizeStage : IStage
{
    public Stage Stage => Stage.Normalize;

    public string Unit => "features";

    public ImmutableArray<string> Folders => [];

    public bool Applies(ExperimentConfig config) => true;

    public Task<ImmutableArray<WorkItem>> NextWave(StageContext context, ImmutableArray<WorkManifest> soFar)
    {
        if (!soFar.IsEmpty)
        {
            return Task.FromResult(ImmutableArray<WorkItem>.Empty);
        }

        var options = new NormalizationWork.Options(context.Config.Model.StatePreprocessing, context.Config.Model.ActionPreprocessing);
        return Task.FromResult<ImmutableArray<WorkItem>>(
            [context.Item(NormalizationWork.KindName, 0, 1, options, context.FilesOf(Stage.Timeline, "features"))]);
    }

    public IWorkGrain Worker(IGrainFactory grains, WorkItem item) => grains.GetGrain<INormalizationGrain>(item.GrainKey());

    public ImmutableArray<SummaryLine> Summarize(StageContext context, ImmutableArray<WorkManifest> manifests)
    {
        var summary = WorkJson.Read<NormalizationWork.Summary>(manifests[0].Summary);
        var lines = ImmutableArray.CreateBuilder<SummaryLine>();
        lines.Add(new("features", string.Join(", ", summary.Types.Select(type => $"{type.Value} {type.Key}"))));
        if (summary.Unidentified.Count > 0)
        {
            lines.Add(new("left out", $"{summary.Unidentified.Count} features with too few values: {string.Join(", ", summary.Unidentified.Take(10))}"));
        }

        return lines.ToImmutable();
    }
}
