using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ReAgent.Contracts.Work;
using ReAgent.Data.Batches;
using ReAgent.Grains.Experiments.Stages;
using ReAgent.Grains.Tests.Experiments;
using ReAgent.Grains.Training;
using ReAgent.Grains.Work;
using Xunit;

namespace ReAgent.Grains.Tests.Training;

public sealed class RowStoreWorkTests : IDisposable
{
    private static readonly float[] Liked = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5f];

    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;

    public RowStoreWorkTests() => _services = new ServiceCollection().AddReAgentGrains(_folder.FullPath, 1).BuildServiceProvider();

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    /// <summary>Does the work of an experiment up to the rows, without grains.</summary>
    private async Task<WorkManifest> Rows(string name, params (string Key, string? Json)[] changes)
    {
        var context = new StageContext(SmallExperiment.Spec(name, changes), SmallExperiment.Configs, _folder.Store, _services.GetRequiredService<ComputePool>());
        foreach (var stage in ((IStage[])[new CollectStage(), new TimelineStage(), new NormalizeStage()]).Where(stage => stage.Applies(context.Config)))
        {
            var manifests = ImmutableArray<WorkManifest>.Empty;
            while (await stage.NextWave(context, manifests) is { IsEmpty: false } wave)
            {
                foreach (var item in wave)
                {
                    manifests = manifests.Add(await Perform(item));
                }
            }

            context.Finish(stage.Stage, manifests);
        }

        return await Perform(Assert.Single(await new TrainStage().NextWave(context, [])));
    }

    private Task<WorkManifest> Perform(WorkItem item)
    {
        var work = _services.GetRequiredService<WorkCatalog>().Get(item.Kind);
        return work.Perform(new WorkContext(item, _folder.Store, work.Unit, "cpu", CancellationToken.None));
    }

    private RowStore Open(WorkManifest manifest, string file) => RowStore.Open(_folder.Root.Resolve(manifest.Files.Single(entry => entry.Path.EndsWith(file, StringComparison.Ordinal)).Path));

    private string[] Episodes(WorkManifest manifest, string file)
    {
        using var store = Open(manifest, file);
        return [.. Enumerable.Range(0, store.Episodes).Select(store.IdOf)];
    }

    [Fact]
    public async Task The_number_of_timeline_shards_leaves_no_trace()
    {
        var one = await Rows("one", ("timeline.shards", "1"));
        var five = await Rows("five", ("timeline.shards", "5"));

        Assert.Equal(RowStoreWork.KindName, one.Kind);
        Assert.Equal(["train.rows", "heldout.rows"], one.Files.Select(file => Path.GetFileName(file.Path)));
        Assert.Equal(one.Files.Select(file => (file.Rows, file.Bytes, file.Sha256)), five.Files.Select(file => (file.Rows, file.Bytes, file.Sha256)));
        Assert.Equal(400, one.Files.Sum(file => file.Rows));
    }

    [Fact]
    public async Task Every_episode_is_in_one_share_and_whole()
    {
        var rows = await Rows("shares", ("input_table_spec.table_sample", "50"), ("input_table_spec.test_table_sample", "25"), ("input_table_spec.eval_table_sample", "25"));

        var episodes = rows.Files.SelectMany(file => Episodes(rows, Path.GetFileName(file.Path))).ToArray();
        Assert.Equal(["train.rows", "test.rows", "heldout.rows"], rows.Files.Select(file => Path.GetFileName(file.Path)));
        Assert.All(rows.Files, file => Assert.True(file.Rows > 0, file.Path));
        Assert.Equal(400, rows.Files.Sum(file => file.Rows));
        Assert.Equal(episodes.Length, episodes.Distinct().Count());
        Assert.All(Episodes(rows, "test.rows"), id => Assert.True(EpisodeSplit.Test(0.25, 0.25).Contains(id)));
        var summary = WorkJson.Read<RowStoreWork.Summary>(rows.Summary);
        Assert.Equal(rows.Files.Select(file => file.Rows), summary.Shares.Select(share => share.Rows));
        Assert.Equal(episodes.Length, summary.Shares.Sum(share => share.Episodes));
    }

    [Fact]
    public async Task Rows_are_normalized_and_say_by_what()
    {
        var rows = await Rows("normalized");
        using var store = Open(rows, "train.rows");
        var read = store.Read(0, (int)store.Count).Rows;
        var normalization = _folder.Root.Resolve("outputs/normalized/normalization.json");

        Assert.Equal(new RowLayout(4, 2, 0, []), store.Layout);
        Assert.Equal([0L, 1, 2, 3], store.FeatureIds.Order());
        store.Require(Encodings.For(["0", "1"], false, [], normalization, null));
        Assert.Throws<InvalidDataException>(() => store.Require(Encodings.For(["1", "0"], false, [], normalization, null)));
        for (var feature = 0; feature < 4; feature++)
        {
            Assert.Equal(0, read.State.Where((_, at) => at % 4 == feature).Average(), 0.5);
        }
    }

    [Fact]
    public async Task Id_lists_of_a_log_go_along_by_themselves_and_follow_the_features_in_every_row()
    {
        Directory.CreateDirectory(_folder.Root.Resolve("logs"));
        File.WriteAllLines(_folder.Root.Resolve("logs/shown.jsonl"), Enumerable.Range(0, 120).Select(row =>
            $$"""
            {"mdp_id": "{{row / 4}}", "sequence_number": {{row % 4}}, "state_features": {"0": {{row}}.5}, "action": "{{row % 2}}", "action_probability": 0.5, "reward": 1,
            """.Trim() +
            $$$$""" "state_id_list_features": {"100": [{{{{50 + (row % 3)}}}}, 77]}, "state_id_score_list_features": {"200": {"9": 0.5}}}"""));
        const string Features =
            """
            {"raw": {
              "id_list_feature_configs": [{"name": "seen", "feature_id": 100, "id_mapping_name": "items"}],
              "id_score_list_feature_configs": [{"name": "liked", "feature_id": 200, "id_mapping_name": "people"}],
              "id_mapping_config": {"items": {"ids": [50, 51, 52]}, "people": {"embedding_table_size": 10, "hashing": false}}}}
            """;
        var rows = await Rows(
            "ids",
            ("env_name", null), ("episodes", """["logs"]"""), ("input_table_spec.table_sample", "100"), ("input_table_spec.eval_table_sample", "0"),
            ("model.DiscreteDQN.state_feature_config_provider", Features));

        using var store = Open(rows, "train.rows");
        var read = store.Read(0, (int)store.Count).Rows;
        Assert.Equal((120, 14), (read.Count, read.StateWidth));
        Assert.Equal(120, WorkJson.Read<RowStoreWork.Summary>(rows.Summary).UnknownIds);
        for (var row = 0; row < read.Count; row++)
        {
            var logged = (int)((int.Parse(store.IdOf(read.Episode[row]), CultureInfo.InvariantCulture) * 4) + read.SequenceNumber[row]);
            Assert.Equal([.. Seen(logged), .. Liked], read.State.AsSpan((row * 14) + 1, 13).ToArray());
            Assert.Equal(logged % 4 == 3 ? new float[13] : [.. Seen(logged + 1), .. Liked], read.NextState.AsSpan((row * 14) + 1, 13).ToArray());
        }

        static float[] Seen(int logged) => [.. Enumerable.Range(0, 3).Select(item => logged % 3 == item ? 1f : 0f)];
    }

    [Fact]
    public async Task Without_a_row_to_train_on_the_share_is_named_and_nothing_is_left()
    {
        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => Rows("none", ("input_table_spec.table_sample", "0")));

        Assert.Contains("table_sample", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder.FullPath, "*.rows", SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateFiles(_folder.FullPath, "*.tmp", SearchOption.AllDirectories));
    }
}
