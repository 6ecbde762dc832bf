using System.Collections.Immutable;
using ReAgent.Contracts.Configuration;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Work;
using ReAgent.Grains.Collection;
using ReAgent.Grains.Training;
using ReAgent.Grains.Work;

namespace ReAgent.Grains.Experiments.Stages;

/// <summary>
/// Online training as waves of pure work items. While the trainer learns from what round r has brought, collectors play round r + 1 with the policy that
/// round r − 1 has left: collecting never waits for learning, and yet the result is a function of the config alone, wherever and however often the work
/// is done. Models that learn only from their own policy's episodes take turns with the collectors instead.
/// </summary>
internal static class OnlineTraining
{
    /// <summary>The next items.</summary>
    /// <param name="context">The experiment.</param>
    /// <param name="soFar">Manifests of the stage so far: that of the first rows, at least.</param>
    public static ImmutableArray<WorkItem> NextWave(StageContext context, ImmutableArray<WorkManifest> soFar)
    {
        var plan = new Plan(context, soFar);
        if (plan.IsDone(OnlinePolicyWork.KindName) || context.Store.Find(plan.Policy()) is not null)
        {
            // Where the policy is there, the rounds need not be done again only for their scratch files.
            return plan.IsDone(OnlinePolicyWork.KindName) ? [] : [plan.Policy()];
        }

        if (!plan.IsDone(OnlineRoundWork.KindName))
        {
            return [plan.Round(0)];
        }

        var (trained, explored) = (plan.Trained, plan.Explored);
        if (trained == plan.Rounds)
        {
            return [plan.Policy()];
        }

        var wave = ImmutableArray.CreateBuilder<WorkItem>();
        if (trained < explored)
        {
            wave.Add(plan.Round(trained + 1));
        }

        if (explored < plan.Rounds && (!context.Config.Model.OnPolicy || trained == explored))
        {
            wave.AddRange(plan.Explore(explored + 1));
        }

        return wave.ToImmutable();
    }

    /// <summary>What came out, for people.</summary>
    public static ImmutableArray<SummaryLine> Summarize(ImmutableArray<WorkManifest> manifests, TrainWork.Summary summary)
    {
        var explored = manifests.Where(manifest => manifest.Kind == ExploreWork.KindName).Select(manifest => WorkJson.Read<ExploreWork.Summary>(manifest.Summary)).ToArray();
        var lines = ImmutableArray.CreateBuilder<SummaryLine>();
        lines.Add(new("trained on", $"{summary.Transitions:N0} transitions"));
        lines.Add(new("steps", $"{summary.Steps:N0} in {summary.Epochs:N0} rounds"));
        if (explored.Length > 0)
        {
            var last = explored[^Math.Min(10, explored.Length)..];
            lines.Add(new("played", $"{explored.Sum(part => part.Episodes):N0} episodes; the last with a mean return of {last.Sum(part => part.Return) / last.Sum(part => part.Episodes):0.0#}"));
        }

        lines.Add(new("last round", string.Join(", ", summary.Readings.Select(reading => $"{reading.Key} {reading.Value:G4}"))));
        return lines.ToImmutable();
    }

    /// <summary>Which items an online training consists of, and where it stands.</summary>
    private sealed class Plan
    {
        private readonly StageContext _context;
        private readonly ImmutableArray<WorkManifest> _soFar;
        private readonly ExperimentConfig _config;
        private readonly string _modelName;
        private readonly string _model;
        private readonly string _exploration;
        private readonly string _replay;
        private readonly string _origin;
        private readonly int _perRound;
        private readonly int _collectors;

        public Plan(StageContext context, ImmutableArray<WorkManifest> soFar)
        {
            (_context, _soFar, _config) = (context, soFar, context.Config);
            _modelName = context.Configs.NameOf(_config.Model);
            _model = context.Configs.WriteModel(_config.Model);
            _exploration = ConfigJson.Write(_config.Online.Exploration ?? _config.Model.Exploration, context.Configs.Catalog);
            _replay = ConfigJson.Write(_config.Online.Replay, context.Configs.Catalog);
            var episodes = _config.NumTrainEpisodes!.Value;
            _perRound = Math.Min(_config.Online.EpisodesPerRound, episodes);
            _collectors = Math.Min(_config.Collection.Collectors, _perRound);
            Rounds = (episodes + _perRound - 1) / _perRound;
            var whole = new Whole(
                _model, _exploration, _config.Environment!, _config.MaxSteps, episodes, _perRound, _collectors, _config.ReplayMemorySize, _replay, _config.TrainEveryTs, _config.BatchSize, Device);
            _origin = context.Item("online/1", 0, 1, whole, [FirstRows, .. Normalization]).Id();
        }

        /// <summary>Rounds of playing and learning.</summary>
        public int Rounds { get; }

        /// <summary>Rounds from which the trainer has learned.</summary>
        public int Trained => _soFar.Count(manifest => manifest.Kind == OnlineRoundWork.KindName) - 1;

        /// <summary>Rounds that have been played.</summary>
        public int Explored => Of(ExploreWork.KindName).Count() / _collectors;

        private string Device => _config.Device.ToString().ToLowerInvariant();

        private FileReference FirstRows => _soFar.SelectMany(manifest => manifest.Files).First(file => file.Path.EndsWith(RowStoreWork.TrainFile, StringComparison.Ordinal));

        private ImmutableArray<FileReference> Normalization => _context.ManifestsOf(Stage.Normalize)[0].Files;

        public bool IsDone(string kind) => Of(kind).Any();

        /// <summary>The items that play a round: its episodes, divided among the collectors.</summary>
        public IEnumerable<WorkItem> Explore(int round)
        {
            // The newest policy there is when the round begins: the trainer is busy with the round before meanwhile.
            var behavior = FilesIn(OnlineRoundWork.BehaviorFolder(Trained));
            var first = (long)(round - 1) * _perRound;
            var (each, more) = Math.DivRem((int)Math.Min(_perRound, _config.NumTrainEpisodes!.Value - first), _collectors);
            for (var collector = 0; collector < _collectors; collector++)
            {
                var count = each + (collector < more ? 1 : 0);
                var options = new ExploreWork.Options(_model, _config.Metrics, _config.Environment!, _config.MaxSteps, _exploration, round, first, count, _origin);
                yield return _context.Item(
                    ExploreWork.KindName, ((round - 1) * _collectors) + collector, Rounds * _collectors, options, [.. behavior, .. Normalization]);
                first += count;
            }
        }

        /// <summary>The item that learns from what has been played up to a round.</summary>
        public WorkItem Round(int round)
        {
            var parts = Of(ExploreWork.KindName).Take(round * _collectors).SelectMany(manifest => manifest.Files).ToImmutableArray();
            var remembered = _config.Model.OnPolicy ? parts[Math.Max(0, parts.Length - _collectors)..] : Remembered(parts);
            var fresh = parts.Skip((round - 1) * _collectors).Sum(part => part.Rows) + (round == 1 ? FirstRows.Rows : 0);
            var options = new OnlineRoundWork.Options(
                _modelName, _model, _config.Metrics, _config.ReplayMemorySize, _replay, fresh, _config.BatchSize, StepsOf(parts, round), Device, _origin);
            var before = round == 0 ? [] : FilesIn(OnlineRoundWork.TrainerFile(round - 1));
            return _context.Item(OnlineRoundWork.KindName, round, Rounds + 1, options, [.. before, .. remembered, .. Normalization]);
        }

        /// <summary>The item that publishes the policy. Its identity does not depend on the rounds' files, which are gone once it is done.</summary>
        public WorkItem Policy()
        {
            var snapshots = PolicySnapshots.Epochs(_config.PolicySnapshots, Rounds);
            var trainers = snapshots.Append(Rounds).Select(round => new FileReference($"{_context.Spec.Folder}/{OnlineRoundWork.TrainerFile(round)}", 0, 0, ""));
            var explored = Of(ExploreWork.KindName).SelectMany(manifest => manifest.Files).ToImmutableArray();
            var parts = Enumerable.Range(0, Rounds * _collectors).Select(part =>
                part < explored.Length ? explored[part] : new FileReference($"{_context.Spec.Folder}/{ExploreWork.FileOf(part)}", 0, 0, ""));
            var options = new OnlinePolicyWork.Options(_modelName, _model, _config.Metrics, _config.NumTrainEpisodes!.Value, Rounds, snapshots, _origin);
            return _context.Item(OnlinePolicyWork.KindName, 0, 1, options, [.. trainers, FirstRows, .. parts, .. Normalization]);
        }

        private IEnumerable<WorkManifest> Of(string kind) => _soFar.Where(manifest => manifest.Kind == kind);

        private ImmutableArray<FileReference> FilesIn(string folder) =>
            [.. Of(OnlineRoundWork.KindName).SelectMany(manifest => manifest.Files).Where(file => file.Path.StartsWith($"{_context.Spec.Folder}/{folder}", StringComparison.Ordinal))];

        // The newest parts, as many as hold what is remembered.
        private ImmutableArray<FileReference> Remembered(ImmutableArray<FileReference> parts)
        {
            ImmutableArray<FileReference> all = [FirstRows, .. parts];
            var rows = 0L;
            var first = all.Length;
            while (first > 0 && rows < _config.ReplayMemorySize)
            {
                rows += all[--first].Rows;
            }

            return all[first..];
        }

        // One step per train_every_ts transitions, counted over all rounds, so that no remainder is lost.
        private int StepsOf(ImmutableArray<FileReference> parts, int round)
        {
            var until = parts.Sum(part => part.Rows);
            var before = parts.Take((round - 1) * _collectors).Sum(part => part.Rows);
            return round == 0 ? 0 : (int)((until / _config.TrainEveryTs) - (before / _config.TrainEveryTs));
        }
    }

    /// <summary>All that determines an online training beside its first transitions, normalization and seed.</summary>
    private sealed record Whole(
        string Model, string Exploration, string EnvName, int? MaxSteps, int Episodes, int EpisodesPerRound, int Collectors, int ReplayMemorySize, string Replay, int TrainEveryTs, int BatchSize, string Device);
}
