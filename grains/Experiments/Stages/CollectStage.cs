using System.Collections.Immutable;
using Orleans;
using ReAgent.Contracts.Collection;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Work;
using ReAgent.Grains.Collection;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Experiments.Stages;

/// <summary>Collectors play episodes with a random policy. Not needed when the config names logged episodes.</summary>
internal sealed class CollectStage : IStage
{
    public Stage Stage => Stage.Collect;

    public string Unit => "transitions";

    public ImmutableArray<string> Folders => ["episodes"];

    public bool Applies(ExperimentConfig config) => config.Episodes.IsEmpty;

    public Task<ImmutableArray<WorkItem>> NextWave(StageContext context, ImmutableArray<WorkManifest> soFar)
    {
        if (!soFar.IsEmpty)
        {
            return Task.FromResult(ImmutableArray<WorkItem>.Empty);
        }

        var config = context.Config;
        var collectors = Math.Min(config.Collection.Collectors, config.RandomTransitions);
        IReadOnlyList<string>? names = config.Model.ActionNames.IsEmpty ? null : config.Model.ActionNames;
        return Task.FromResult(Enumerable.Range(0, collectors).Select(index =>
        {
            var (quotient, remainder) = Math.DivRem(config.RandomTransitions, collectors);
            var options = new CollectWork.Options(config.Environment!, quotient + (index < remainder ? 1 : 0), config.MaxSteps, names);
            return context.Item(CollectWork.KindName, index, collectors, options, []);
        }).ToImmutableArray());
    }

    public IWorkGrain Worker(IGrainFactory grains, WorkItem item) => grains.GetGrain<IEpisodeCollectorGrain>(item.GrainKey());

    public ImmutableArray<SummaryLine> Summarize(StageContext context, ImmutableArray<WorkManifest> manifests)
    {
        var parts = manifests.Select(manifest => WorkJson.Read<CollectWork.Summary>(manifest.Summary)).ToArray();
        var episodes = parts.Sum(part => part.Episodes);
        return
        [
            new("transitions", $"{parts.Sum(part => part.Transitions):N0}"),
            new("episodes", $"{episodes:N0} (mean return {parts.Sum(part => part.Return) / Math.Max(1, episodes):0.0#})"),
        ];
    }
}
