using System.Collections.Immutable;
using Orleans;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Training;
using ReAgent.Contracts.Work;
using ReAgent.Grains.Training;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Experiments.Stages;

/// <summary>One trainer trains the policy.</summary>
internal sealed class TrainStage : IStage
{
    public Stage Stage => Stage.Train;

    public string Unit => "steps";

    public ImmutableArray<string> Folders => [];

    public bool Applies(ExperimentConfig config) => true;

    public Task<ImmutableArray<WorkItem>> NextWave(StageContext context, ImmutableArray<WorkManifest> soFar)
    {
        if (!soFar.IsEmpty)
        {
            return Task.FromResult(ImmutableArray<WorkItem>.Empty);
        }

        var config = context.Config;
        var options = new TrainWork.Options(
            context.Configs.NameOf(config.Model),
            context.Configs.WriteModel(config.Model),
            config.Metrics,
            config.InputTableSpec.Trained,
            config.InputTableSpec.HeldOut,
            config.NumEpochs,
            (config.Model.Reader ?? config.ReaderOptions).MinibatchSize,
            config.Device.ToString().ToLowerInvariant());
        var inputs = context.FilesOf(Stage.Timeline, "timeline").AddRange(context.ManifestsOf(Stage.Normalize)[0].Files);
        return Task.FromResult<ImmutableArray<WorkItem>>([context.Item(TrainWork.KindName, 0, 1, options, inputs)]);
    }

    public IWorkGrain Worker(IGrainFactory grains, WorkItem item) => grains.GetGrain<ITrainerGrain>(item.GrainKey());

    public ImmutableArray<SummaryLine> Summarize(StageContext context, ImmutableArray<WorkManifest> manifests)
    {
        var summary = WorkJson.Read<TrainWork.Summary>(manifests[0].Summary);
        return
        [
            new("trained on", $"{summary.Transitions:N0} transitions of {summary.Episodes:N0} episodes"),
            new("steps", $"{summary.Steps:N0} in {summary.Epochs:N0} epochs"),
            new("last epoch", string.Join(", ", summary.Readings.Select(reading => $"{reading.Key} {reading.Value:G4}"))),
        ];
    }
}
