using System.Text.Json;
using System.Text.Json.Serialization;
using FsCheck;
using FsCheck.Fluent;
using ReAgent.Contracts.Randomness;
using ReAgent.Data.Batches;
using Xunit;

namespace ReAgent.Data.Tests.Batches;

public sealed class RowStoreTests : IDisposable
{
    private static readonly JsonSerializerOptions WithNaN = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rows");

    public static TheoryData<bool> Kinds => [true, false];

    public void Dispose() => _folder.Delete(recursive: true);

    private static RowLayout Layout(bool discrete) => discrete ? LoggedSteps.Discrete : LoggedSteps.Continuous;

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private string Write(TransitionRows rows, string name = "train.rows", int chunk = int.MaxValue, string encoding = "")
    {
        using var writer = new RowStoreWriter(PathOf(name), RowLayout.Of(rows), encoding, [.. Enumerable.Range(100, rows.StateWidth)]);
        foreach (var part in Parts(rows, chunk))
        {
            writer.Add(part.Rows, part.EpisodeIds);
        }

        writer.Finish();
        return PathOf(name);
    }

    // Chunks as a reader gives them: ordinals begin anew in each.
    private static IEnumerable<LoadedTransitions> Parts(TransitionRows rows, int chunk)
    {
        using var store = RowStore.Of(rows, LoggedSteps.Ids(rows.Count == 0 ? 0 : rows.Episode[^1] + 1));
        for (var first = 0; first < rows.Count; first += Math.Min(chunk, rows.Count - first))
        {
            yield return store.Read(first, Math.Min(chunk, rows.Count - first));
        }
    }

    private static string Json(TransitionRows rows) => JsonSerializer.Serialize(rows, WithNaN);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_written_is_read_back(bool discrete)
    {
        var rows = LoggedSteps.Rows(Layout(discrete), 60);
        using var store = RowStore.Open(Write(rows, encoding: "how"));
        var read = store.Read(0, rows.Count);
        Assert.Equal(Json(rows), Json(read.Rows));
        Assert.Equal(LoggedSteps.Ids(60), read.EpisodeIds);
        Assert.Equal(Layout(discrete), store.Layout);
        Assert.Equal((rows.Count, 60, "how"), (store.Count, store.Episodes, store.Encoding));
        Assert.Equal(Enumerable.Range(100, rows.StateWidth).Select(id => (long)id), store.FeatureIds);
        Assert.Equal(rows.Reward.Average(reward => (double)reward), store.MeanReward, 1e-12);
        Assert.Equal(rows.Episode.CountBy(episode => episode).Max(pair => pair.Value), store.LongestEpisode);
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public void Episodes_say_which_rows_are_theirs()
    {
        var rows = LoggedSteps.Rows(LoggedSteps.Discrete, 60);
        using var store = RowStore.Open(Write(rows));
        for (var episode = 0; episode < 60; episode++)
        {
            Assert.Equal(LoggedSteps.IdOf(episode), store.IdOf(episode));
            Assert.Equal((Array.IndexOf(rows.Episode, episode), rows.Episode.Count(ordinal => ordinal == episode)), store.RowsOf(episode));
        }

        var (first, count) = store.RowsOf(7);
        var part = store.Read(first, (int)count);
        Assert.Equal([LoggedSteps.IdOf(7)], part.EpisodeIds);
        Assert.All(part.Rows.Episode, ordinal => Assert.Equal(0, ordinal));
        Assert.Throws<ArgumentOutOfRangeException>(() => store.IdOf(60));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_bytes_do_not_depend_on_the_chunks(bool discrete)
    {
        var rows = LoggedSteps.Rows(Layout(discrete), 200);
        var whole = File.ReadAllBytes(Write(rows));
        Assert.Equal(whole, File.ReadAllBytes(Write(rows, "by one", 1)));
        Assert.Equal(whole, File.ReadAllBytes(Write(rows, "by seven", 7)));
        Assert.NotEqual(whole, File.ReadAllBytes(Write(LoggedSteps.Rows(Layout(discrete), 200, seed: 2), "other")));
    }

    [Fact]
    public void Rows_are_gathered_from_anywhere_in_any_order() => Prop.ForAll(
        Gen.Elements(true, false).SelectMany(discrete => Gen.Choose(1, 40).SelectMany(episodes => Gen.Choose(0, 10_000).Select(seed => (discrete, episodes, seed)))).ToArbitrary(),
        drawn =>
        {
            var rows = LoggedSteps.Rows(Layout(drawn.discrete), drawn.episodes, (ulong)drawn.seed);
            using var store = RowStore.Of(rows);
            var random = new RandomStream((ulong)drawn.seed, "gather");
            long[] which = [.. Enumerable.Range(0, 50).Select(_ => (long)random.NextInt(rows.Count))];
            var gathered = new GatheredRows(store, which);
            Same(rows.State, gathered.State, rows.StateWidth);
            Same(rows.NextState, gathered.NextState, rows.StateWidth);
            Same(rows.ActionFeatures, gathered.ActionFeatures, rows.ActionWidth);
            Same(rows.NextActionFeatures, gathered.NextActionFeatures, rows.ActionWidth);
            Same(rows.Reward, gathered.Reward, 1);
            Same(rows.NotTerminal, gathered.NotTerminal, 1);
            Same(rows.TimeDiff, gathered.TimeDiff, 1);
            Same(rows.Step, gathered.Step, 1);
            Same(rows.ActionProbability, gathered.ActionProbability, 1);
            Same(rows.Metrics, gathered.Metrics, rows.MetricNames.Count);
            Same(rows.Action, [.. gathered.Action.Select(action => (int)action)], rows.ActionCount > 0 ? 1 : 0);
            Same(rows.PossibleActions, [.. gathered.ImpossibleActions.Select(impossible => impossible ? 0f : 1)], rows.ActionCount);
            Same(rows.PossibleNextActions, [.. gathered.ImpossibleNextActions.Select(impossible => impossible ? 0f : 1)], rows.ActionCount);
            for (var i = 0; i < which.Length && rows.ActionCount > 0; i++)
            {
                var expected = rows.NextAction[which[i]] is var next && next < rows.ActionCount
                    ? Enumerable.Range(0, rows.ActionCount).Select(action => action != next)
                    : rows.PossibleNextActions.Skip((int)which[i] * rows.ActionCount).Take(rows.ActionCount).Select(possible => possible == 0);
                Assert.Equal(expected, gathered.UnloggedNextActions.Skip(i * rows.ActionCount).Take(rows.ActionCount));
            }

            void Same<T>(T[] all, T[] some, int width) =>
                Assert.Equal(which.SelectMany(row => all.Skip((int)row * width).Take(width)), some);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_next_state_that_follows_takes_no_room()
    {
        // 1000 rows in one episode that ends: nothing but the rows themselves.
        var layout = new RowLayout(100, 2, 0, []);
        var rows = TransitionRows.Empty(layout, 1000);
        for (var row = 0; row < 1000; row++)
        {
            rows.State.AsSpan(row * 100, 100).Fill(row);
            rows.NextState.AsSpan(row * 100, 100).Fill(row == 999 ? 0 : row + 1);
            rows.PossibleActions.AsSpan(row * 2, 2).Fill(1);
            rows.PossibleNextActions.AsSpan(row * 2, 2).Fill(row == 999 ? 0 : 1);
            (rows.NextAction[row], rows.NotTerminal[row], rows.Step[row]) = (row == 999 ? 2 : 0, row == 999 ? 0 : 1, 1);
        }

        Assert.InRange(new FileInfo(Write(rows)).Length, 1000 * layout.RowBytes, (1000 * layout.RowBytes) + 8192);
        Assert.Equal(110 * 4, layout.RowBytes);
    }

    [Fact]
    public void Rows_and_columns_that_are_not_there_are_refused()
    {
        using var store = RowStore.Of(LoggedSteps.Rows(LoggedSteps.Discrete, 5));
        var three = new GatheredRows(store, [0, 1, 2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new GatheredRows(store, [store.Count]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GatheredRows(store, [-1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => store.Read(store.Count - 1, 2));
        var error = Assert.Throws<ArgumentException>(() => store.Gather([0, 1], MultiStep.One, three.Columns));
        Assert.Contains("State", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disposed_store_reads_no_more()
    {
        var store = RowStore.Open(Write(LoggedSteps.Rows(LoggedSteps.Discrete, 5)));
        store.Dispose();
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => store.Read(0, 1));
        Assert.Throws<ObjectDisposedException>(() => new GatheredRows(store, [0]));
        Assert.Throws<ObjectDisposedException>(() => store.IdOf(0));
        File.Delete(PathOf("train.rows"));
    }

    [Fact]
    public void A_store_without_rows_is_a_store()
    {
        using var store = RowStore.Open(Write(LoggedSteps.Rows(LoggedSteps.Discrete, 0)));
        Assert.Equal((0L, 0, 0L, 0.0), (store.Count, store.Episodes, store.LongestEpisode, store.MeanReward));
        Assert.Empty(store.Read(0, 0).EpisodeIds);
    }

    [Fact]
    public void Any_number_of_threads_may_read()
    {
        var rows = LoggedSteps.Rows(LoggedSteps.Discrete, 2000);
        using var store = RowStore.Open(Write(rows));
        Parallel.For(0, 8, thread =>
        {
            long[] which = [.. Enumerable.Range(0, 500).Select(i => (long)((i * 7919) + thread) % rows.Count)];
            Assert.Equal(which.Select(row => rows.Reward[row]), new GatheredRows(store, which).Reward);
        });
    }
}
