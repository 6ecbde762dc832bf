using System.Collections.Immutable;
using Orleans;
using ReAgent.Contracts.Evaluation;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Work;
using ReAgent.Evaluation.Behavior;
using ReAgent.Evaluation.Rollouts;
using ReAgent.Grains.Evaluation;
using ReAgent.Grains.Training;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Experiments.Stages;

/// <summary>
/// The policy is estimated on held-out episodes (shard by shard, then gathered) and, where there is an environment, played in it.
/// </summary>
internal sealed class EvaluateStage : IStage
{
    public Stage Stage => Stage.Evaluate;

    public string Unit => "episodes";

    public ImmutableArray<string> Folders => [];

    public bool Applies(ExperimentConfig config) => config.Estimates || config.Environment is not null;

    public Task<ImmutableArray<WorkItem>> NextWave(StageContext context, ImmutableArray<WorkManifest> soFar) => Task.FromResult(
        soFar.IsEmpty ? First(context)
        : context.Config.Estimates && !soFar.Any(manifest => manifest.Kind == EstimateWork.KindName) ? [Gather(context, soFar)]
        : []);

    public IWorkGrain Worker(IGrainFactory grains, WorkItem item) => grains.GetGrain<IEvaluatorGrain>(item.GrainKey());

    public ImmutableArray<SummaryLine> Summarize(StageContext context, ImmutableArray<WorkManifest> manifests)
    {
        var lines = ImmutableArray.CreateBuilder<SummaryLine>();
        if (Played(manifests) is { } played)
        {
            lines.Add(new("mean return", $"{played.MeanReturn:0.0#} [{played.Low:0.0#}, {played.High:0.0#}] over {played.Episodes:N0} episodes of {played.Environment}"));
            if (context.Config.PassingScoreBar is { } bar)
            {
                lines.Add(played.MeanReturn >= bar
                    ? new("passing bar", $"reached: {bar:0.##} was asked for")
                    : new("passing bar", $"missed: {played.MeanReturn:0.0#} is below {bar:0.##}", SummaryKind.Shortfall));
            }
        }

        if (Snapshots(manifests) is [_, ..] snapshots)
        {
            lines.Add(new("on the way", string.Join(", ", snapshots.Select(snapshot => $"{snapshot.Returns.MeanReturn:0.0#} after {snapshot.Snapshot:N0}"))));
        }

        if (manifests.FirstOrDefault(manifest => manifest.Kind == EstimateWork.KindName) is { } estimates)
        {
            var summary = WorkJson.Read<EstimateWork.Summary>(estimates.Summary);
            lines.Add(new("estimate", $"{summary.Verdict}: {summary.Reason}"));
        }

        return lines.ToImmutable();
    }

    /// <summary>Returns of the played episodes, without the list; null when nothing was played.</summary>
    public static ReturnSummary? Played(ImmutableArray<WorkManifest> manifests) =>
        Plays(manifests).FirstOrDefault(play => play.Snapshot is null)?.Returns;

    /// <summary>What the policies on the way earned, in the order of training.</summary>
    private static PlayWork.Summary[] Snapshots(ImmutableArray<WorkManifest> manifests) =>
        [.. Plays(manifests).Where(play => play.Snapshot is not null).OrderBy(play => play.Snapshot)];

    private static IEnumerable<PlayWork.Summary> Plays(ImmutableArray<WorkManifest> manifests) =>
        manifests.Where(manifest => manifest.Kind == PlayWork.KindName).Select(manifest => WorkJson.Read<PlayWork.Summary>(manifest.Summary));

    private static ImmutableArray<WorkItem> First(StageContext context)
    {
        var config = context.Config;
        var policy = context.FilesOf(Stage.Train, "policy");
        var normalization = context.ManifestsOf(Stage.Normalize)[0].Files;
        var model = context.Configs.WriteModel(config.Model);
        var items = ImmutableArray.CreateBuilder<WorkItem>();
        if (config.Estimates)
        {
            var rows = context.FileOf(Stage.Train, RowStoreWork.HeldOutFile);
            var pages = config.Timeline.Shards;
            items.AddRange(Enumerable.Range(0, pages).Select(index =>
                context.Item(EvaluationPageWork.KindName, index, pages, new EvaluationPageWork.Options(config.Estimation.MissingPropensities == MissingPropensities.Estimate), [rows, .. policy])));
        }

        if (config.Environment is not null)
        {
            var options = new PlayWork.Options(model, config.Environment, config.MaxSteps, config.NumEvalEpisodes, Snapshot: null);
            var snapshots = context.FilesOf(Stage.Train, PolicySnapshots.Folder).GroupBy(PolicySnapshots.EpochOf).ToArray();
            items.Add(context.Item(PlayWork.KindName, 0, snapshots.Length + 1, options, [.. policy, .. normalization]));
            items.AddRange(snapshots.Select((snapshot, index) => context.Item(
                PlayWork.KindName, index + 1, snapshots.Length + 1, options with { Snapshot = snapshot.Key }, [.. snapshot, .. normalization])));
        }

        return items.ToImmutable();
    }

    private static WorkItem Gather(StageContext context, ImmutableArray<WorkManifest> soFar)
    {
        var config = context.Config;
        var options = new EstimateWork.Options(config.Model.Discount, config.Estimation.BootstrapSamples, config.Estimation.Confidence, config.Estimation.Trust.Thresholds, config.Estimation.MissingPropensities);
        return context.Item(
            EstimateWork.KindName, 0, 1, options, [.. soFar.Where(manifest => manifest.Kind == EvaluationPageWork.KindName).SelectMany(manifest => manifest.Files)]);
    }
}
