using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;
using ReAgent.Data.Timelines;
using Xunit;

namespace ReAgent.Data.Tests.Timelines;

/// <summary>The original's timeline tests with sparse features, actions given by features, and rankings.</summary>
public sealed class CarriedColumnsTests
{
    private static readonly ColumnShape IdLists = new ColumnShape.MapOf(ScalarKind.Integer, new ColumnShape.ListOf(ColumnShape.Integer));
    private static readonly ColumnShape IdScoreLists = new ColumnShape.MapOf(ScalarKind.Integer, ColumnShape.Features);

    [Fact]
    public async Task Id_lists_and_id_score_lists_go_along_and_their_next_values_too()
    {
        var layout = EpisodeLayout.Of(ActionKind.Discrete) with
        {
            Extras = [new("state_id_list_features", IdLists), new("state_id_score_list_features", IdScoreLists)],
        };
        var table = new EpisodeTable(layout);
        Row(table, 1, "action1", (35, [156, 157]), (36, [138]));
        Row(table, 11, "action2", (35, [153, 154]), (36, [139]));

        using var job = await TimelineJob.Run(table, new TimelineOptions { Shards = 1, AddTerminalStateRow = false });

        var ids = (NestedMapColumn<long>)await TimelineJob.Read(job.Parts[0], "next_state_id_list_features", IdLists);
        var scores = (NestedMapColumn<long>)await TimelineJob.Read(job.Parts[0], "state_id_score_list_features", IdScoreLists);
        Assert.Equal([35L, 36L], ids.Keys.Values.ToArray());
        Assert.Equal([153L, 154L], ((ListColumn<long>)ids.Values).Items(0).ToArray());
        Assert.Equal([156L, 157L], ((MapColumn<long>)scores.Values).Keys(0).ToArray());
        Assert.Equal([0.5, 0.5], ((MapColumn<long>)scores.Values).Values(0).ToArray());
    }

    [Fact]
    public async Task Possible_actions_given_by_features_are_kept_for_this_row_and_the_next()
    {
        var table = new EpisodeTable(ActionKind.Parametric);
        Control(table, 1, [(1001, 0.3), (1002, 0.5)], [[(1001, 0.3), (1002, 0.5)], [(1001, 0.6), (1002, 0.2)]]);
        Control(table, 11, [(1001, 0.1)], [[(1001, 0.1)]]);

        using var job = await TimelineJob.Run(table, new TimelineOptions { Shards = 1, AddTerminalStateRow = false });

        var shape = new ColumnShape.ListOf(ColumnShape.Features);
        var possible = (NestedListColumn)await TimelineJob.Read(job.Parts[0], "possible_actions", shape);
        var next = (NestedListColumn)await TimelineJob.Read(job.Parts[0], "possible_next_actions", shape);
        Assert.Equal(2, possible.Length(0));
        Assert.Equal([0.3, 0.5, 0.6, 0.2], ((MapColumn<long>)possible.Items).AllValues.ToArray());
        Assert.Equal([0.1], ((MapColumn<long>)next.Items).AllValues.ToArray());
    }

    [Fact]
    public async Task Rankings_have_slates_and_rewards_by_item()
    {
        var layout = new EpisodeLayout(
            ActionKind.Ranking,
            [new("slate_reward", ColumnShape.Features), new("item_reward", IdScoreLists)],
            [new("state_sequence_features", new ColumnShape.MapOf(ScalarKind.Integer, new ColumnShape.ListOf(ColumnShape.Features)))]);
        var table = new EpisodeTable(layout);
        Slate(table, 1, [0, 1, 2, 3], 555, 1);
        Slate(table, 2, [3, 1, 2, 0], 555, 2);
        Slate(table, 3, [3, 2, 1, 0], 555, 3);

        using var job = await TimelineJob.Run(table, new TimelineOptions { Shards = 1 });

        var slates = (ListColumn<long>)await TimelineJob.Read(job.Parts[0], "next_action", new ColumnShape.ListOf(ColumnShape.Integer));
        var states = (MapColumn<long>)await TimelineJob.Read(job.Parts[0], "next_state_features", ColumnShape.Features);
        var sequences = (NestedMapColumn<long>)await TimelineJob.Read(job.Parts[0], "next_state_sequence_features", layout.Extras[0].Shape);
        Assert.Equal(3, job.Counts.Transitions);
        Assert.Equal([[3, 1, 2, 0], [3, 2, 1, 0], []], Enumerable.Range(0, 3).Select(row => slates.Items(row).ToArray()));
        Assert.Equal([2.0, 3.0], states.AllValues.ToArray());
        Assert.Equal([1, 1, 0], Enumerable.Range(0, 3).Select(sequences.Length));
    }

    private static void Row(EpisodeTable table, long sequence, string action, params (long Id, long[] Items)[] lists)
    {
        table.Action.Add(action);
        table.PossibleActions.EndRow();
        var ids = (NestedMapColumn<long>)table.Extras[0];
        var scores = (NestedMapColumn<long>)table.Extras[1];
        foreach (var (id, items) in lists)
        {
            ids.Keys.Add(id);
            scores.Keys.Add(id);
            foreach (var item in items)
            {
                ((ListColumn<long>)ids.Values).Add(item);
                ((MapColumn<long>)scores.Values).Add(item, 0.5);
            }

            ((RaggedColumn)ids.Values).EndRow();
            ((RaggedColumn)scores.Values).EndRow();
        }

        ids.EndRow();
        scores.EndRow();
        Common(table, sequence, 1, sequence);
        table.Reward.Add(1);
        table.Metrics.EndRow();
    }

    private static void Control(EpisodeTable table, long sequence, (long Key, double Value)[] action, (long Key, double Value)[][] possible)
    {
        Add(table.ActionFeatures, action);
        var list = (NestedListColumn)table.PossibleActionsColumn;
        foreach (var features in possible)
        {
            Add((MapColumn<long>)list.Items, features);
        }

        list.EndRow();
        Common(table, sequence, 1, sequence);
        table.Reward.Add(1);
        table.Metrics.EndRow();
    }

    private static void Slate(EpisodeTable table, long sequence, long[] items, long feature, double value)
    {
        foreach (var item in items)
        {
            table.Slate.Add(item);
        }

        table.Slate.EndRow();
        table.PossibleActionsColumn.AppendAbsent();
        Common(table, sequence, feature, value);
        Add((MapColumn<long>)table.Outcomes[0], [(1, 0.5)]);
        var rewards = (NestedMapColumn<long>)table.Outcomes[1];
        rewards.Keys.Add(1);
        Add((MapColumn<long>)rewards.Values, [(items[0], 1)]);
        rewards.EndRow();
        var sequences = (NestedMapColumn<long>)table.Extras[0];
        sequences.Keys.Add(1001);
        var steps = (NestedListColumn)sequences.Values;
        Add((MapColumn<long>)steps.Items, [(feature, value)]);
        steps.EndRow();
        sequences.EndRow();
    }

    private static void Add(MapColumn<long> column, (long Key, double Value)[] entries)
    {
        foreach (var (key, value) in entries)
        {
            column.Add(key, value);
        }

        column.EndRow();
    }

    private static void Common(EpisodeTable table, long sequence, long feature, double value)
    {
        table.MdpId.Add("mdp1");
        table.SequenceNumber.Add(sequence);
        Add(table.State, [(feature, value)]);
        table.ActionProbability.Add(0.5);
        table.Truncated.Add(false);
    }
}
