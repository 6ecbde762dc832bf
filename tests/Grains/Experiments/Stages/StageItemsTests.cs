using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ReAgent.Contracts.Experiments;
using ReAgent.Contracts.Work;
using ReAgent.Data.Episodes;
using ReAgent.Data.Timelines;
using ReAgent.Grains.Collection;
using ReAgent.Grains.Evaluation;
using ReAgent.Grains.Experiments.Stages;
using ReAgent.Grains.Timelines;
using ReAgent.Grains.Training;
using ReAgent.Grains.Work;
using Xunit;

namespace ReAgent.Grains.Tests.Experiments.Stages;

public sealed class StageItemsTests : IDisposable
{
    private const string Folder = "outputs/small";

    private static readonly ImmutableArray<IStage> Stages =
    [
        new CollectStage(), new TimelineStage(), new NormalizeStage(), new TrainStage(), new EvaluateStage(), new PublishStage(),
    ];

    private readonly TempFolder _folder = new();
    private readonly ComputePool _pool = new(1);

    public void Dispose()
    {
        _pool.Dispose();
        _folder.Dispose();
    }

    // An experiment whose earlier stages have left these files, whatever its config.
    private StageContext Context(string episodes = "aa", params (string Key, string? Json)[] changes)
    {
        var context = new StageContext(SmallExperiment.Spec("small", changes), SmallExperiment.Configs, _folder.Store, _pool);
        var counts = new TimelineCounts { RowsRead = 400, Episodes = 20, Transitions = 400, Terminated = 20 };
        WriteLog($"{Folder}/episodes/part-00000.parquet");
        context.Finish(Stage.Collect, [Manifest("collect/2", "{}", ("episodes/part-00000.parquet", episodes))]);
        context.Finish(Stage.Timeline, [Manifest(TimelineShardWork.KindName, WorkJson.Write(counts), ("timeline/part-00000.parquet", "bb"), ("features/state-00000.sample", "cc"))]);
        context.Finish(Stage.Normalize, [Manifest("normalization/1", "{}", ("normalization/state.json", "dd"))]);
        context.Finish(Stage.Train, [Packed, Manifest(TrainWork.KindName, "{}", ("policy/policy.json", "ee"))]);
        return context;
    }

    private static WorkManifest Scanned => Manifest(TimelineScanWork.KindName, WorkJson.Write(new TimelineScanWork.Summary(400, [], [])));

    private void WriteLog(string path)
    {
        var full = _folder.Root.Resolve(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var table = new EpisodeTable(ActionKind.Discrete);
        table.MdpId.Add("m");
        table.SequenceNumber.Add(1);
        table.State.EndRow();
        table.Action.Add("a");
        table.ActionProbability.Add(1);
        table.PossibleActions.EndRow();
        table.Truncated.Add(false);
        table.Reward.Add(1);
        table.Metrics.EndRow();
        EpisodeFiles.Write(full, table).GetAwaiter().GetResult();
    }

    private static WorkManifest Manifest(string kind, string summary, params (string Name, string Sha256)[] files) =>
        new("", kind, [.. files.Select(file => new FileReference($"{Folder}/{file.Name}", 1, 1, file.Sha256))], summary);

    private static WorkManifest Packed => Manifest(RowStoreWork.KindName, "{}", ("rows/train.rows", "a1"), ("rows/heldout.rows", "a2"));

    // Identities of everything that a stage would do: training reads in a second wave the rows that the first one packed, and evaluation and timeline gather.
    private static async Task<string> Ids(IStage stage, StageContext context)
    {
        var items = await stage.NextWave(context, []).Soon();
        if (stage.Stage == Stage.Train)
        {
            items = items.AddRange(await stage.NextWave(context, [Packed]).Soon());
        }

        if (stage.Stage == Stage.Evaluate)
        {
            items = items.AddRange(await stage.NextWave(context, [Manifest(EvaluationPageWork.KindName, "{}", ("evaluation/page-00000.page", "ff"))]).Soon());
        }

        if (stage.Stage == Stage.Timeline)
        {
            items = items.AddRange(await stage.NextWave(context, [Scanned]).Soon());
        }

        return string.Join(' ', items.Select(item => item.Id()));
    }

    private static async Task<string> Differing(StageContext one, StageContext other)
    {
        var differing = new List<Stage>();
        foreach (var stage in Stages)
        {
            if (await Ids(stage, one) != await Ids(stage, other))
            {
                differing.Add(stage.Stage);
            }
        }

        return string.Join(' ', differing);
    }

    [Theory]
    [InlineData("num_epochs", "3", "Train Publish")]
    [InlineData("reader_options.minibatch_size", "32", "Train Publish")]
    [InlineData("input_table_spec.table_sample", "70", "Timeline Train Publish")]
    [InlineData("num_train_transitions", "401", "Collect Publish")]
    [InlineData("collection.collectors", "3", "Collect Publish")]
    [InlineData("max_steps", "60", "Collect Evaluate Publish")]
    [InlineData("timeline.add_terminal_state_row", "false", "Timeline Publish")]
    [InlineData("num_eval_episodes", "4", "Evaluate Publish")]
    [InlineData("estimation.bootstrap_samples", "60", "Evaluate Publish")]
    [InlineData("estimation.trust.fewest_episodes", "30", "Evaluate Publish")]
    [InlineData("estimation.missing_propensities", "\"estimate\"", "Evaluate Publish")]
    [InlineData("estimation.required_verdict", "\"better\"", "Publish")]
    [InlineData("passing_score_bar", "100", "Publish")]
    [InlineData("seed", "2", "Collect Timeline Normalize Train Evaluate Publish")]
    public async Task A_key_changes_the_work_of_the_stages_that_depend_on_it_and_of_no_other(string key, string value, string stages) =>
        Assert.Equal(stages, await Differing(Context(), Context("aa", (key, value))));

    [Fact]
    public async Task What_only_the_trainer_needs_to_know_leaves_the_rows_as_they_are()
    {
        async Task<WorkItem> Rows(params (string Key, string? Json)[] changes) => Assert.Single(await new TrainStage().NextWave(Context("aa", changes), []).Soon());

        Assert.Equal((await Rows()).Id(), (await Rows(("num_epochs", "3"), ("model.DiscreteDQN.trainer_param.rl.gamma", "0.5"))).Id());
        Assert.NotEqual((await Rows()).Id(), (await Rows(("model.DiscreteDQN.trainer_param.actions", """["left", "right"]"""))).Id());
        Assert.Empty(await new TrainStage().NextWave(Context(), Context().ManifestsOf(Stage.Train)).Soon());
    }

    [Fact]
    public async Task Other_episodes_change_the_work_that_reads_them() => Assert.Equal("Timeline Publish", await Differing(Context("aa"), Context("a0")));

    [Fact]
    public async Task The_same_config_is_the_same_work() => Assert.Equal("", await Differing(Context(), Context()));

    [Fact]
    public void Collectors_share_the_transitions_evenly_and_completely() => Prop.ForAll(
        Gen.Choose(1, 5000).SelectMany(transitions => Gen.Choose(1, 64).Select(collectors => (transitions, collectors))).ToArbitrary(),
        drawn =>
        {
            var context = Context("aa", ("num_train_transitions", $"{drawn.transitions}"), ("collection.collectors", $"{drawn.collectors}"));
            var items = new CollectStage().NextWave(context, []).Result;
            var shares = items.Select(item => WorkJson.Read<CollectWork.Options>(item.Options).Transitions).ToArray();
            return shares.Sum() == drawn.transitions
                && items.Length == Math.Min(drawn.collectors, drawn.transitions)
                && items.Select(item => item.Index).SequenceEqual(Enumerable.Range(0, items.Length))
                && shares.Min() >= 1 && shares.Max() - shares.Min() <= 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Collection_is_one_wave()
    {
        var context = Context();

        Assert.Empty(await new CollectStage().NextWave(context, context.ManifestsOf(Stage.Collect)).Soon());
    }

    [Fact]
    public async Task With_logs_of_the_users_own_nothing_is_collected_and_the_timeline_reads_them()
    {
        WriteLog("logs/mine.parquet");
        var context = Context("aa", ("episodes", """["logs/*.parquet"]"""), ("timeline.shards", "3"));

        var scans = await new TimelineStage().NextWave(context, []).Soon();
        var items = await new TimelineStage().NextWave(context, [Scanned]).Soon();

        Assert.Equal("logs/mine.parquet", Assert.Single(Assert.Single(scans).Inputs).Path);
        Assert.False(new CollectStage().Applies(context.Config));
        Assert.Equal([(0, 3), (1, 3), (2, 3)], items.Select(item => (item.Index, item.Count)));
        Assert.All(items, item => Assert.Equal("logs/mine.parquet", Assert.Single(item.Inputs).Path));
    }

    [Fact]
    public async Task The_same_file_in_a_folder_that_says_something_else_of_its_rows_is_other_work()
    {
        WriteLog("one/user=1/log.parquet");
        WriteLog("other/user=2/log.parquet");
        WriteLog("again/user=1/log.parquet");

        async Task<string> Work(string folder)
        {
            var context = Context("aa", ("episodes", $"""["{folder}"]"""));
            var scans = await new TimelineStage().NextWave(context, []).Soon();
            var shards = await new TimelineStage().NextWave(context, [Scanned]).Soon();
            return string.Join(' ', scans.AddRange(shards).Select(item => item.Id()));
        }

        Assert.Equal(await Work("one"), await Work("again"));
        Assert.NotEqual(await Work("one"), await Work("other"));
    }

    [Theory]
    [InlineData("25", "\"CartPole-v0\"", true)]
    [InlineData("0", "\"CartPole-v0\"", true)]
    [InlineData("25", null, true)]
    [InlineData("0", null, false)]
    public void The_evaluation_needs_held_out_episodes_or_an_environment(string heldOut, string? environment, bool applies) => Assert.Equal(
        applies,
        new EvaluateStage().Applies(SmallExperiment.Config(
            ("input_table_spec.eval_table_sample", heldOut), ("env_name", environment), ("episodes", """["logs"]"""))));
}
