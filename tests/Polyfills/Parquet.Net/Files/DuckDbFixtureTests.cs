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
