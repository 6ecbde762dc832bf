using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;
using ReAgent.Data.Logs;
using ReAgent.Data.Logs.ParquetLogs;
using Xunit;

namespace ReAgent.Data.Tests.Logs;

public sealed class ParquetLogTests
{
    [Theory]
    [InlineData("narrow.parquet")]
    [InlineData("texts.parquet")]
    [InlineData("structures.parquet")]
    [InlineData("dense.parquet")]
    [InlineData("flat.parquet")]
    [InlineData("json_texts.parquet")]
    [InlineData("rows.jsonl")]
    [InlineData("rows.csv")]
    [InlineData("by_day")]
    public async Task The_same_rows_read_the_same_whatever_tool_and_types_they_were_written_with(string file)
    {
        var plain = await ReadLog.Fixture("plain.parquet");
        var options = file switch
        {
            "structures.parquet" => new LogOptions { Columns = new Dictionary<string, string> { ["reward"] = "outcome.score" } },
            "flat.parquet" => new LogOptions { StateColumns = ["age", "price"], StateFeatureIds = new Dictionary<string, long> { ["price"] = 3 } },
            _ => new LogOptions(),
        };

        var other = await ReadLog.Fixture(file, options);

        Assert.Empty(other.Problems);
        Assert.Null(ReadLog.Difference(plain.Table, other.Table));
    }

    [Fact]
    public async Task The_columns_of_episodes_get_their_values()
    {
        var log = await ReadLog.Fixture("plain.parquet");
        var table = log.Table;

        Assert.Equal(12, table.Count);
        Assert.Equal(ActionKind.Discrete, table.ActionKind);
        Assert.Equal("user 1", table.MdpId[3]);
        Assert.Equal(2, table.SequenceNumber[5]);
        Assert.Equal([0L, 3L], table.State.Keys(4).ToArray());
        Assert.Equal([1.0, -4.0], table.State.Values(4).ToArray());
        Assert.Equal(0, table.State.Length(5));
        Assert.Equal(["left", "right", ""], [table.Action[0], table.Action[1], table.Action[11]]);
        Assert.True(double.IsNaN(table.ActionProbability[7]));
        Assert.Equal(2.75, table.Reward[11]);
        Assert.Equal(["left", "right"], table.PossibleActions.Items(0).ToArray());
        Assert.Equal(["clicks", "cost"], table.Metrics.Keys(2).ToArray());
        Assert.Equal([2, 1.5], table.Metrics.Values(2).ToArray());
        Assert.All(table.Truncated.Values.ToArray(), Assert.False);
        Assert.Equal("plain.parquet, row 12", log.Places[11]);
    }

    [Fact]
    public async Task Actions_given_by_features_have_possible_actions_given_by_features_and_ids_may_be_uuids_and_times()
    {
        var table = (await ReadLog.Fixture("parametric.parquet")).Table;

        Assert.Equal(ActionKind.Parametric, table.ActionKind);
        Assert.Equal("00000000-0000-0000-0000-000000000001", table.MdpId[2]);
        Assert.Equal(1_000_000, table.SequenceNumber[1] - table.SequenceNumber[0]);
        Assert.Equal([1.0, 0.5], table.ActionFeatures.Values(1).ToArray());
        var possible = (NestedListColumn)table.PossibleActionsColumn;
        Assert.Equal(3, possible.Length(1));
        var items = (MapColumn<long>)possible.Items;
        Assert.Equal([1, 0, 2], [items.Length(3), items.Length(4), items.Length(5)]);
    }

    [Fact]
    public async Task Slates_carry_outcomes_of_items_and_id_lists()
    {
        var options = new LogOptions { RewardColumns = ["reward", "item_rewards"], ExtraFeatureColumns = ["id_lists", "id_scores"] };

        var table = (await ReadLog.Fixture("slates.parquet", options)).Table;

        Assert.Equal(ActionKind.Ranking, table.ActionKind);
        Assert.Equal("7", table.MdpId[0]);
        Assert.Equal([2L, 10, 20], table.Slate.Items(2).ToArray());
        Assert.Equal([0.5, 2.0], ((ListColumn<double>)table.Outcomes[1]).Items(2).ToArray());
        Assert.Equal([0L, 1L], table.State.Keys(1).ToArray());
        var lists = (NestedMapColumn<long>)table.Extras[0];
        Assert.Equal([5L, 6L], lists.Keys.Values[..2].ToArray());
        Assert.Equal([1L, 2L], ((ListColumn<long>)lists.Values).Items(4).ToArray());
        var scores = (MapColumn<long>)((NestedMapColumn<long>)table.Extras[1]).Values;
        Assert.Equal([0.5], scores.Values(1).ToArray());
    }

    [Fact]
    public async Task Row_groups_of_other_dates_are_in_no_part_and_rows_of_other_dates_in_no_chunk()
    {
        var options = new LogOptions { StartDs = "2026-01-02", EndDs = "2026-01-02" };

        var log = await ReadLog.Fixture("groups.parquet", options);

        var part = Assert.Single(log.Layout.Files[0].Parts);
        Assert.Equal((1, 2), (part.Start, part.End));
        Assert.Equal(2048, log.Table.Count);
        Assert.Equal("m2048", log.Table.MdpId[0]);
        Assert.Equal("groups.parquet, row 2049", log.Places[0]);
    }

    [Theory]
    [InlineData("plain.parquet")]
    [InlineData("narrow.parquet")]
    [InlineData("rows.jsonl")]
    [InlineData("rows.csv")]
    [InlineData("by_day")]
    public async Task Dates_are_inclusive_in_columns_of_texts_and_dates_and_in_folders(string file)
    {
        var plain = await ReadLog.Fixture("plain.parquet");

        var log = await ReadLog.Fixture(file, new LogOptions { StartDs = "2026-01-02", EndDs = "2026-01-03" });

        Assert.Equal(8, log.Table.Count);
        Assert.Equal(plain.Table.Reward.Values[4..].ToArray(), log.Table.Reward.Values.ToArray());
        Assert.Equal(file == "by_day" ? 1 : file == "rows.csv" ? 6 : 5, int.Parse(log.Places[0].Split(' ')[^1]));
    }

    [Fact]
    public async Task Whole_numbers_that_were_turned_into_fractions_are_names_without_them()
    {
        var log = await ReadLog.Fixture("floats.parquet", new LogOptions { Columns = new Dictionary<string, string> { ["reward"] = "outcome.reward" } });

        Assert.Equal(ActionKind.Discrete, log.Table.ActionKind);
        Assert.Equal(["0", "1", "", "2049"], [.. log.Table.Action.Values[..3], log.Table.Action[2049]]);
        Assert.Equal(["0", "", "1"], [log.Table.MdpId[0], log.Table.MdpId[1], log.Table.MdpId[2]]);
        Assert.Equal(["floats.parquet, row 3001: action is not a whole number: '0.5'", "floats.parquet, row 3002: sequence_number is not a whole number: '0.25'"], log.Problems);
        Assert.Equal("", log.Table.Action[3000]);
        Assert.Equal(long.MinValue, log.Table.SequenceNumber[3001]);
    }

    [Fact]
    public void Large_row_groups_are_handed_out_in_chunks_that_keep_rows_and_problems_in_place()
    {
        const int Count = 300_000;
        var layout = EpisodeLayout.Of(ActionKind.Discrete);
        var rows = new LogRows(LogFile.At(ReadLog.Fixtures(), "plain.parquet"), layout);
        var chunks = new RowChunks(rows, layout);
        var table = chunks.Restart();
        foreach (var column in table.Columns)
        {
            column.AppendAbsent(Count);
        }

        for (var row = 0; row < Count; row++)
        {
            table.SequenceNumber[row] = row;
        }

        int[] odd = [.. Enumerable.Range(0, Count / 2).Select(row => (2 * row) + 1)];
        foreach (var kept in new[] { null, odd })
        {
            var (seen, wrong) = (new List<long>(), new List<long>());
            foreach (var chunk in chunks.Split(1000, kept, [new RowProblem(299_999, "late"), new RowProblem(4, "early"), new RowProblem(131_073, "second"), new RowProblem(131_073, "again")]))
            {
                Assert.InRange(chunk.Table.Count, 1, 128 * 1024);
                Assert.All(Enumerable.Range(0, chunk.Table.Count), row => Assert.Equal(chunk.Table.SequenceNumber[row] + 1000, chunk.Ordinal(row)));
                seen.AddRange(chunk.Table.SequenceNumber.Values);
                wrong.AddRange(chunk.Problems.Select(problem => chunk.Table.SequenceNumber[problem.Row]));
            }

            Assert.Equal(kept is null ? Count : odd.Length, seen.Distinct().Count());
            Assert.Equal(kept is null ? [4, 131_073, 299_999] : [131_073, 299_999], wrong);
        }
    }

    [Fact]
    public async Task Possible_actions_are_left_out_on_request()
    {
        var table = (await ReadLog.Fixture("plain.parquet", new LogOptions { IncludePossibleActions = false })).Table;

        Assert.Equal(0, table.PossibleActions.Entries);
    }

    [Fact]
    public async Task Rows_with_too_many_features_are_named()
    {
        var log = await ReadLog.Fixture("dense.parquet", new LogOptions { MaxFeatures = 1 });

        Assert.Equal(11, log.ProblemRows.Distinct().Count());
        Assert.Contains("dense.parquet, row 1: state_features has more than 1 entries: '2'", log.Problems);
    }
}
