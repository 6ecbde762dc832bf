using System.Collections.Immutable;
using Orleans;
using ReAgent.Contracts.Collection;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Training;
using ReAgent.Contracts.Work;
using ReAgent.Grains.Collection;
using ReAgent.Grains.Training;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Experiments.Stages;

/// <summary>
/// The timeline is normalized and packed into rows, once for all that read them; then one trainer trains the policy on them, or begins with them and goes
/// on with episodes that the policy plays meanwhile.
/// </summary>
internal sealed class TrainStage : IStage
{
    public Stage Stage => Stage.Train;

    public string Unit => "steps";

    public ImmutableArray<string> Folders => [];

    public bool Applies(ExperimentConfig config) => true;

    public Task<ImmutableArray<WorkItem>> NextWave(StageContext context, ImmutableArray<WorkManifest> soFar) => Task.FromResult<ImmutableArray<WorkItem>>(
        soFar.IsEmpty ? [Rows(context)]
        : context.Config.IsOnline ? OnlineTraining.NextWave(context, soFar)
        : soFar.All(manifest => manifest.Kind != TrainWork.KindName) ? [Training(context, soFar)]
        : []);

    public IWorkGrain Worker(IGrainFactory grains, WorkItem item) => item.Kind == ExploreWork.KindName
        ? grains.GetGrain<IEpisodeCollectorGrain>(item.GrainKey())
        : grains.GetGrain<ITrainerGrain>(item.GrainKey());

    public ImmutableArray<WorkManifest> Outcome(ImmutableArray<WorkManifest> manifests) =>
        [.. manifests.Where(manifest => manifest.Kind is RowStoreWork.KindName or TrainWork.KindName or OnlinePolicyWork.KindName)];

    public ImmutableArray<SummaryLine> Summarize(StageContext context, ImmutableArray<WorkManifest> manifests)
    {
        var summary = WorkJson.Read<TrainWork.Summary>(manifests.First(manifest => manifest.Kind is TrainWork.KindName or OnlinePolicyWork.KindName).Summary);
        var unknown = manifests.Where(manifest => manifest.Kind == RowStoreWork.KindName).Sum(manifest => WorkJson.Read<RowStoreWork.Summary>(manifest.Summary).UnknownIds);
        ImmutableArray<SummaryLine> ids = unknown == 0 ? [] : [new("ids left out", $"{unknown:N0} in the log's states have no row in their table")];
        if (context.Config.IsOnline)
        {
            return [.. OnlineTraining.Summarize(manifests, summary), .. ids];
        }

        return
        [
            new("trained on", $"{summary.Transitions:N0} transitions of {summary.Episodes:N0} episodes"),
            new("steps", $"{summary.Steps:N0} in {summary.Epochs:N0} epochs"),
            new("last epoch", string.Join(", ", summary.Readings.Select(reading => $"{reading.Key} {reading.Value:G4}"))),
            .. ids,
        ];
    }

    private static WorkItem Rows(StageContext context)
    {
        var config = context.Config;
        var spec = config.InputTableSpec;
        var options = new RowStoreWork.Options(
            config.Model.ActionNames, config.Model.StatePreprocessing.SetMissingValueToZero, config.Metrics, config.Model.StateFeatures?.Ids, spec.Trained, spec.Tested, spec.HeldOut);
        return context.Item(RowStoreWork.KindName, 0, 1, options, context.FilesOf(Stage.Timeline, "timeline").AddRange(context.ManifestsOf(Stage.Normalize)[0].Files));
    }

    private static WorkItem Training(StageContext context, ImmutableArray<WorkManifest> rows)
    {
        var config = context.Config;
        var options = new TrainWork.Options(
            context.Configs.NameOf(config.Model),
            context.Configs.WriteModel(config.Model),
            config.Metrics,
            config.InputTableSpec.HeldOut,
            config.NumEpochs,
            config.BatchSize,
            config.PolicySnapshots,
            config.Device.ToString().ToLowerInvariant());
        return context.Item(TrainWork.KindName, 0, 1, options, [.. rows.SelectMany(manifest => manifest.Files), .. context.ManifestsOf(Stage.Normalize)[0].Files]);
    }
}
