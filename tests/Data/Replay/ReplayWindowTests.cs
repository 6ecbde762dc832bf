using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ReAgent.Contracts.Randomness;
using ReAgent.Data.Batches;
using ReAgent.Data.Replay;
using ReAgent.Data.Tests.Batches;
using Xunit;

namespace ReAgent.Data.Tests.Replay;

public sealed class ReplayWindowTests
{
    private static readonly JsonSerializerOptions WithNaN = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static RowStore Part(ulong seed, int episodes = 5) => RowStore.Of(LoggedSteps.Rows(LoggedSteps.Discrete, episodes, seed));

    private static string Gathered(IRowSource source, ReadOnlySpan<long> rows, MultiStep span) => JsonSerializer.Serialize(
        new GatheredRows(source, rows, span) is var gathered ? new { gathered.State, gathered.NextState, gathered.Action, gathered.Reward, gathered.NotTerminal, gathered.Step, gathered.Metrics, gathered.ImpossibleActions, gathered.ImpossibleNextActions, gathered.UnloggedNextActions } : null,
        WithNaN);

    [Fact]
    public void Rows_of_several_parts_are_those_of_each_part()
    {
        using RowStore first = Part(1), second = Part(2), third = Part(3);
        var window = new ReplayWindow([first, second, third], long.MaxValue);
        Assert.Equal(first.Count + second.Count + third.Count, window.Count);

        var span = new MultiStep(3, 0.9);
        (RowStore Part, long Row)[] all = [.. new[] { first, second, third }.SelectMany(part => Enumerable.Range(0, (int)part.Count).Select(row => (part, (long)row)))];
        for (var row = 0; row < all.Length; row++)
        {
            Assert.Equal(Gathered(all[row].Part, [all[row].Row], span), Gathered(window, [row], span));
        }
    }

    [Fact]
    public void A_batch_in_any_order_is_its_rows_one_by_one() => Prop.ForAll(
        ArbMap.Default.ArbFor<int[]>().Filter(picks => picks.Length > 0),
        picks =>
        {
            using RowStore first = Part(1), second = Part(2);
            var window = new ReplayWindow([first, second], capacity: first.Count + second.Count - 3);
            long[] rows = [.. picks.Select(pick => Math.Abs((long)pick) % window.Count)];
            var states = new GatheredRows(window, rows).State;
            return states.SequenceEqual(rows.SelectMany(row => new GatheredRows(window, [row]).State));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_older_than_the_capacity_is_forgotten()
    {
        using RowStore first = Part(1), second = Part(2);
        var window = new ReplayWindow([first, second], capacity: second.Count + 2);
        Assert.Equal(second.Count + 2, window.Count);
        Assert.Equal(Gathered(first, [first.Count - 2], MultiStep.One), Gathered(window, [0], MultiStep.One));
        Assert.Equal(Gathered(second, [second.Count - 1], MultiStep.One), Gathered(window, [window.Count - 1], MultiStep.One));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GatheredRows(window, [window.Count]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GatheredRows(window, [-1]));
    }

    [Fact]
    public void Episodes_are_the_parts_episodes_and_a_forgotten_beginning_is_left_out()
    {
        using RowStore first = Part(1), second = Part(2);
        var whole = new ReplayWindow([first, second], long.MaxValue).Episodes().ToArray();
        Assert.Equal(10, whole.Length);
        Assert.Equal(first.Count + second.Count, whole.Sum(episode => (long)episode.Count));

        var (_, length) = second.RowsOf(4);
        var cut = new ReplayWindow([first, second], length - 1 > 0 ? length - 1 : 1).Episodes().ToArray();
        Assert.Equal((0L, (int)Math.Max(1, length - 1)), Assert.Single(cut));
    }

    [Fact]
    public void Every_remembered_transition_is_drawn_equally_often()
    {
        using var part = Part(1, episodes: 4);
        var window = new ReplayWindow([part], long.MaxValue);
        var counts = new int[window.Count];
        var rows = new long[50];
        const int Batches = 4000;
        for (var batch = 0; batch < Batches; batch++)
        {
            window.Sample(new RandomStream(7, "replay", batch), rows);
            Assert.True(rows.Zip(rows.Skip(1)).All(pair => pair.First <= pair.Second));
            foreach (var row in rows)
            {
                counts[row]++;
            }
        }

        // Six standard deviations of a binomial count.
        var expected = (double)Batches * rows.Length / window.Count;
        Assert.All(counts, count => Assert.InRange(count, expected - (6 * Math.Sqrt(expected)), expected + (6 * Math.Sqrt(expected))));
    }

    [Fact]
    public void Parts_of_different_shape_are_refused()
    {
        using var discrete = Part(1);
        using var continuous = RowStore.Of(LoggedSteps.Rows(LoggedSteps.Continuous, 3));
        Assert.Throws<ArgumentException>(() => new ReplayWindow([discrete, continuous], 10));
        Assert.Throws<ArgumentException>(() => new ReplayWindow([], 10));
    }

    [Theory]
    [InlineData("one_step")]
    [InlineData("three_step")]
    public void Spans_of_steps_are_those_of_the_originals_buffer(string name)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "golden", "replay", $"{name}.json")));
        var golden = file.RootElement;
        var added = golden.GetProperty("added").EnumerateArray().ToArray();
        var config = golden.GetProperty("config");
        var parts = Parts(added);
        try
        {
            var window = new ReplayWindow(parts, long.MaxValue);
            var expected = golden.GetProperty("sample_all_valid_transitions");
            long[] rows = [.. Numbers(expected, "indices").Select(index => (long)index)];
            var span = new MultiStep(config.GetProperty("update_horizon").GetInt32(), config.GetProperty("gamma").GetDouble());
            var actual = new GatheredRows(window, rows, span);
            Assert.NotEmpty(rows);
            Assert.Equal(Numbers(expected, "action"), actual.Action.Select(action => (double)action));
            Assert.Equal(Numbers(expected, "state"), actual.State.Select(value => (double)value), Close);
            Assert.Equal(Numbers(expected, "reward"), actual.Reward.Select(value => (double)value), Close);
            Assert.Equal(Numbers(expected, "step"), actual.Step.Select(value => (double)value));
            Assert.Equal(Numbers(expected, "terminal"), actual.NotTerminal.Select(value => 1.0 - value));
            for (var i = 0; i < rows.Length; i++)
            {
                if (actual.NotTerminal[i] == 1)
                {
                    Assert.Equal(Numbers(expected, "next_state").Skip(2 * i).Take(2), actual.NextState.Skip(2 * i).Take(2).Select(value => (double)value), Close);
                }
            }
        }
        finally
        {
            parts.ForEach(part => part.Dispose());
        }
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) <= 1e-6 * Math.Max(1, Math.Abs(expected));

    private static double[] Numbers(JsonElement batch, string field) => [.. batch.GetProperty(field).GetProperty("data").EnumerateArray().Select(number => number.GetDouble())];

    // One part per episode, as an agent writes them.
    private static List<RowStore> Parts(JsonElement[] added)
    {
        var parts = new List<RowStore>();
        var start = 0;
        for (var i = 0; i < added.Length; i++)
        {
            if (!added[i].GetProperty("terminal").GetBoolean())
            {
                continue;
            }

            var rows = TransitionRows.Empty(new RowLayout(2, 3, 0, []), i + 1 - start);
            Array.Fill(rows.PossibleActions, 1);
            for (var row = 0; row < rows.Count; row++)
            {
                var step = added[start + row];
                var last = row == rows.Count - 1;
                rows.Action[row] = step.GetProperty("action").GetInt32();
                rows.Reward[row] = step.GetProperty("reward").GetSingle();
                rows.NotTerminal[row] = last ? 0 : 1;
                (rows.Step[row], rows.TimeDiff[row], rows.SequenceNumber[row]) = (1, 1, row);
                rows.NextAction[row] = last ? 3 : added[start + row + 1].GetProperty("action").GetInt32();
                Observation(step).CopyTo(rows.State, row * 2);
                if (!last)
                {
                    Observation(added[start + row + 1]).CopyTo(rows.NextState, row * 2);
                    rows.PossibleNextActions.AsSpan(row * 3, 3).Fill(1);
                }
            }

            parts.Add(RowStore.Of(rows));
            start = i + 1;
        }

        return parts;
    }

    private static float[] Observation(JsonElement step) => [.. step.GetProperty("observation").GetProperty("data").EnumerateArray().Select(number => number.GetSingle())];
}
