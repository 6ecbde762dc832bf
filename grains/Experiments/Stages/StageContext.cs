using System.Collections.Immutable;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Work;
using ReAgent.Data.Logs;
using ReAgent.Data.Work;
using ReAgent.Grains.Timelines;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Experiments.Stages;

/// <summary>What a stage may build its work items from: the config and what the stages before it left.</summary>
internal sealed class StageContext(ExperimentSpec spec, ExperimentConfigReader configs, WorkStore store, ComputePool pool, CancellationToken cancellationToken = default)
{
    private readonly Dictionary<Stage, ImmutableArray<WorkManifest>> _done = [];
    private TimelinePlan? _timelinePlan;

    public ExperimentSpec Spec { get; } = spec;

    public ExperimentConfigReader Configs { get; } = configs;

    public ExperimentConfig Config { get; } = configs.Read(spec.Config);

    public WorkStore Store { get; } = store;

    public ComputePool Pool { get; } = pool;

    /// <summary>How the log is read and divided; found when it is first asked for.</summary>
    public async Task<TimelinePlan> TimelinePlan()
    {
        if (_timelinePlan is null)
        {
            var inputs = Config.Episodes.IsEmpty
                ? FilesOf(Stage.Collect, "episodes")
                : await LoggedEpisodes.Find(Store.Root, Spec.Base, Config.Episodes, Config.Log, Pool, cancellationToken);
            _timelinePlan = await Pool.Run(
                () => Timelines.TimelinePlan.Make(Store.Root, inputs, Config.Log, Config.Timeline, Config.RewardOptions.CustomRewardExpression, cancellationToken), cancellationToken);
        }

        return _timelinePlan;
    }

    /// <summary>Log files that cannot be opened and are left out.</summary>
    public ImmutableArray<LogDamage> DamagedLogs => _timelinePlan?.Damaged ?? [];

    /// <summary>Records a finished stage.</summary>
    public void Finish(Stage stage, ImmutableArray<WorkManifest> manifests) => _done[stage] = manifests;

    /// <summary>Manifests of a finished stage; none when it was skipped.</summary>
    public ImmutableArray<WorkManifest> ManifestsOf(Stage stage) => _done.TryGetValue(stage, out var manifests) ? manifests : [];

    /// <summary>Files of a finished stage in one folder of the experiment, in order.</summary>
    public ImmutableArray<FileReference> FilesOf(Stage stage, string folder) =>
        [.. ManifestsOf(stage).SelectMany(manifest => manifest.Files).Where(file => file.Path.StartsWith($"{Spec.Folder}/{folder}/", StringComparison.Ordinal))];

    /// <summary>The one file of a finished stage with a name relative to the experiment's folder.</summary>
    public FileReference FileOf(Stage stage, string name) =>
        ManifestsOf(stage).SelectMany(manifest => manifest.Files).First(file => file.Path == $"{Spec.Folder}/{name}");

    /// <summary>A work item of this experiment.</summary>
    public WorkItem Item<T>(string kind, int index, int count, T options, ImmutableArray<FileReference> inputs) =>
        new(kind, index, count, Config.Seed, WorkJson.Write(options), inputs, Spec.Folder);
}
