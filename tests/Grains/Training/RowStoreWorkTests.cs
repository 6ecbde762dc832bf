using System.Collections.Immutable;
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
        foreach (var stage in (IStage[])[new CollectStage(), new TimelineStage(), new NormalizeStage()])
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
    public async Task Without_a_row_to_train_on_the_share_is_named_and_nothing_is_left()
    {
        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => Rows("none", ("input_table_spec.table_sample", "0")));

        Assert.Contains("table_sample", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder.FullPath, "*.rows", SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateFiles(_folder.FullPath, "*.tmp", SearchOption.AllDirectories));
    }
}
