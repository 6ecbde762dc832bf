using ReAgent.Contracts.Randomness;
using ReAgent.Evaluation.Pages;
using Xunit;

namespace ReAgent.Evaluation.Tests.Pages;

public class EvaluationPageTests
{
    [Fact]
    public void Rows_come_out_in_order_of_episode_id_and_sequence_number_with_all_their_values()
    {
        var rows = SyntheticPages.Rows(1);

        var page = EvaluationPage.From(rows);

        var order = Enumerable.Range(0, rows.EpisodeIds.Length)
            .OrderBy(row => rows.EpisodeIds[row], StringComparer.Ordinal).ThenBy(row => rows.SequenceNumbers[row]).ToArray();
        Assert.Equal(order.Select(row => rows.EpisodeIds[row]).Distinct(), page.EpisodeIds);
        Assert.Equal(order.Select(row => rows.SequenceNumbers[row]), page.SequenceNumbers);
        Assert.Equal(order.Select(row => rows.LoggedActions[row]), page.LoggedActions);
        Assert.Equal(order.SelectMany(row => rows.TargetPropensities[(row * 3)..((row * 3) + 3)]), page.TargetPropensities);
        Assert.Equal(order.SelectMany(row => rows.Reward.ModelValues![(row * 3)..((row * 3) + 3)]), page.Reward.ModelValues);
        Assert.Equal(order.Select(row => rows.Metrics[0].Logged[row]), page.Metrics[0].Logged);
        Assert.Equal(order.SelectMany(row => rows.PolicyScores![(row * 3)..((row * 3) + 3)]), page.PolicyScores);
    }

    [Fact]
    public void Offsets_bound_the_episodes()
    {
        var page = EvaluationPage.From(SyntheticPages.Rows(2));

        Assert.Equal(0, page.EpisodeOffsets[0]);
        Assert.Equal(page.Steps, page.EpisodeOffsets[^1]);
        Assert.Equal(page.Episodes, page.EpisodeIds.Length);
        Assert.All(page.EpisodeOffsets.Zip(page.EpisodeOffsets.Skip(1)), pair => Assert.True(pair.First < pair.Second));
    }

    [Fact]
    public void However_episodes_are_split_over_parts_the_bytes_are_the_same() => Laws.Hold(seed =>
    {
        var page = SyntheticPages.Page(seed);
        var random = new RandomStream((ulong)(uint)seed, "tests/split");
        var shards = 1 + random.NextInt(5);
        var shardOf = Enumerable.Range(0, page.Episodes).Select(_ => random.NextInt(shards)).ToArray();
        List<EvaluationPage> parts = [.. Enumerable.Range(0, shards)
            .Select(shard => page.Select(Enumerable.Range(0, page.Episodes).Where(episode => shardOf[episode] == shard)))
            .Select(part => Read(Bytes(part)))];
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(parts));

        Assert.Equal(Bytes(page), Bytes(EvaluationPage.Concatenate(parts)));
    });

    [Fact]
    public void However_rows_are_split_over_batches_the_bytes_are_the_same() => Laws.Hold(seed =>
    {
        var rows = SyntheticPages.Rows(seed);
        var random = new RandomStream((ulong)(uint)seed, "tests/batches");
        var order = Enumerable.Range(0, rows.EpisodeIds.Length).ToArray();
        random.Shuffle<int>(order);

        var batches = order.Chunk(1 + random.NextInt(10)).Select(chunk => SyntheticPages.Take(rows, chunk));

        Assert.Equal(Bytes(EvaluationPage.From(rows)), Bytes(EvaluationPage.From(batches)));
    });

    [Fact]
    public void A_page_may_be_empty()
    {
        var empty = SyntheticPages.Page(3).Select([]);

        Assert.Equal((0, 0), (empty.Steps, empty.Episodes));
        Assert.Equal(Bytes(SyntheticPages.Page(3)), Bytes(EvaluationPage.Concatenate([empty, SyntheticPages.Page(3)])));
        Assert.Equal(Bytes(empty), Bytes(Read(Bytes(empty))));
    }

    [Fact]
    public void Logged_values_discount_gaps_in_the_log()
    {
        var rows = SyntheticPages.Take(SyntheticPages.Rows(4, episodes: 1, longest: 9), 0, 1, 2) with { SequenceNumbers = [5, 2, 3] };
        var page = EvaluationPage.From(rows with { Reward = rows.Reward with { Logged = [16, 1, 2] } });

        Assert.Equal([1 + (0.5 * (2 + (0.25 * 16))), 2 + (0.25 * 16), 16], page.DiscountedLoggedValues(0.5));
    }

    [Fact]
    public void An_unknown_metric_is_refused_with_the_nearest_name()
    {
        var problem = Assert.Throws<ArgumentException>(() => SyntheticPages.Page(5).ForMetric("click"));

        Assert.Contains("no metric 'click'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("'clicks'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mask_names_the_logged_action_of_each_row() =>
        Assert.Equal([1, LoggedActions.NotAmongThem, 0], LoggedActions.FromMask([0, 1, 0, 0, 1, 0], 2));

    [Theory]
    [InlineData(new[] { 1.0, 1 }, "marks actions 0 and 1")]
    [InlineData(new[] { 0.5, 0 }, "holds 0.5")]
    [InlineData(new[] { 1.0, 0, 0 }, "does not fill rows")]
    public void A_mask_that_names_no_single_action_is_refused(double[] mask, string problem) =>
        Assert.Contains(problem, Assert.Throws<ArgumentException>(() => LoggedActions.FromMask(mask, 2)).Message, StringComparison.Ordinal);

    private static byte[] Bytes(EvaluationPage page)
    {
        using var stream = new MemoryStream();
        EvaluationPageFile.Write(stream, page);
        return stream.ToArray();
    }

    private static EvaluationPage Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return EvaluationPageFile.Read(stream);
    }
}
