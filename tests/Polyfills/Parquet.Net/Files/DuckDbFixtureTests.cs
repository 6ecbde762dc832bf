using System.Text.Json.Nodes;
using Parquet;
using Parquet.Schema;
using ParquetPolyfill.Tests.Records;
using Xunit;

namespace ParquetPolyfill.Tests.Files;

/// <summary>Files of another writer, made by the statements in fixtures/duckdb.sql.</summary>
public class DuckDbFixtureTests
{
    [Theory]
    [InlineData("rows_v1_snappy.parquet")]
    [InlineData("rows_v1_gzip_no_dictionary.parquet")]
    [InlineData("rows_v1_brotli.parquet")]
    [InlineData("rows_v1_lz4_raw.parquet")]
    [InlineData("rows_v2_snappy.parquet")]
    [InlineData("rows_v2_none.parquet")]
    [InlineData("rows_v2_zstd.parquet")]
    public async Task Every_type_and_shape_reads_as_its_writer_reads_it(string name)
    {
        JsonNode? expected = JsonNode.Parse(await File.ReadAllTextAsync(Fixture("rows.json")));
        await using FileStream file = File.OpenRead(Fixture(name));
        ParquetSchema schema = await ParquetReader.ReadSchemaAsync(file);
        Assert.Null(RecordJson.Difference(expected, RecordJson.Of(schema, await RecordFile.ReadAsync(file))));
    }

    [Fact]
    public async Task Types_without_a_type_here_read_as_what_they_are_stored_as()
    {
        JsonNode? expected = JsonNode.Parse(await File.ReadAllTextAsync(Fixture("types.json")));
        await using FileStream file = File.OpenRead(Fixture("types.parquet"));
        ParquetSchema schema = await ParquetReader.ReadSchemaAsync(file);
        Assert.Null(RecordJson.Difference(expected, RecordJson.Of(schema, await RecordFile.ReadAsync(file))));
    }

    [Fact]
    public async Task Columns_of_nulls_and_of_empty_collections_tell_one_from_the_other()
    {
        await using FileStream file = File.OpenRead(Fixture("nulls.parquet"));
        List<object?[]> rows = await RecordFile.ReadAsync(file);
        Assert.Equal(2100, rows.Count);
        foreach (object?[] row in rows)
        {
            Assert.All(row[..4], Assert.Null);
            Assert.Empty((List<object?>)row[4]!);
            Assert.Empty((List<KeyValuePair<object, object?>>)row[5]!);
            Assert.Null(row[6]);
        }
    }

    [Fact]
    public async Task Dictionaries_of_a_thousand_entries_give_each_row_its_own()
    {
        await using FileStream file = File.OpenRead(Fixture("large_dictionary.parquet"));
        List<object?[]> rows = await RecordFile.ReadAsync(file);
        Assert.Equal(4200, rows.Count);
        for (int i = 0; i < rows.Count; i++)
        {
            long number = i * 7919L % 1500;
            Assert.Equal(number, Convert.ToInt64(rows[i][0], null));
            Assert.Equal($"text {number}", rows[i][1]);
            Assert.Equal([new(i % 40L, i / 2.0), new(100L + (i % 3), null)], (List<KeyValuePair<object, object?>>)rows[i][2]!);
        }
    }

    [Fact]
    public async Task Bounds_have_the_types_of_their_columns()
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(Fixture("rows_v1_snappy.parquet"));
        ParquetRowGroupReader group = reader.RowGroups[0];
        object? Minimum(string path) => group.GetStatistics(reader.Schema.FindDataField(path))?.MinValue;
        Assert.Equal(0, Minimum("i32"));
        Assert.Equal((sbyte)0, Minimum("i8"));
        Assert.Equal("value 0", Minimum("s"));
        Assert.Equal(new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc), Minimum("dt"));
        Assert.Equal(0m, Minimum("dec9"));
        Assert.Equal(4L, group.GetStatistics(reader.Schema.FindDataField("i64"))!.NullCount);
    }

    [Fact]
    public async Task Dates_come_as_DateOnly_when_asked_for()
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(Fixture("rows_v1_snappy.parquet"), new ParquetOptions { UseDateOnlyTypeForDates = true });
        DataField field = reader.Schema.FindDataField("dt");
        var dates = new DateOnly?[24];
        await reader.RowGroups[0].ReadAsync<DateOnly>(field, dates);
        Assert.Equal(new DateOnly(2020, 1, 24), dates[23]);
    }

    [Fact]
    public async Task Several_row_groups_are_read_one_after_the_other()
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(Fixture("groups.parquet"));
        Assert.Equal([2048, 2048, 404], reader.RowGroups.Select(static group => group.RowCount));
        await using FileStream file = File.OpenRead(Fixture("groups.parquet"));
        List<object?[]> rows = await RecordFile.ReadAsync(file);
        for (int i = 0; i < rows.Count; i++)
        {
            Assert.Equal((long)i % 4, Convert.ToInt64(rows[i][0], null));
            Assert.Equal(i % 3 == 0 ? null : $"x{i % 2}", rows[i][1]);
            Assert.Equal([(long)i % 2, (long)i % 3], (List<object?>)rows[i][2]!);
        }
    }

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "fixtures", name);
}
