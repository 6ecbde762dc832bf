using Parquet;
using Parquet.Schema;
using Xunit;

namespace ParquetPolyfill.Tests.Files;

public class AppendingTests
{
    private static ParquetSchema Schema => new(new DataField<int>("id"));

    [Fact]
    public async Task Row_groups_and_metadata_are_added_to_those_there_are()
    {
        using var stream = new MemoryStream();
        await WriteAsync(stream, append: false, "first", 1, 2);
        await WriteAsync(stream, append: true, "second", 3);
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        Assert.Equal([2L, 1L], reader.RowGroups.Select(static group => group.RowCount));
        Assert.Equal(["first", "second"], reader.CustomMetadata.Keys.Order(StringComparer.Ordinal));
        int[] values = new int[2];
        await reader.RowGroups[0].ReadAsync<int>(reader.Schema.DataFields[0], values);
        Assert.Equal([1, 2], values);
        await reader.RowGroups[1].ReadAsync<int>(reader.Schema.DataFields[0], values);
        Assert.Equal(3, values[0]);
    }

    [Fact]
    public async Task Rows_of_another_schema_are_refused()
    {
        using var stream = new MemoryStream();
        await WriteAsync(stream, append: false, "first", 1);
        var other = new ParquetSchema(new DataField<long>("id"));
        Assert.Contains("another schema", (await Assert.ThrowsAsync<ParquetException>(() => ParquetWriter.CreateAsync(other, stream, append: true))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_without_a_file_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => ParquetWriter.CreateAsync(Schema, new MemoryStream(), append: true));
        await Assert.ThrowsAsync<ArgumentException>(() => ParquetWriter.CreateAsync(Schema, new ForwardStream(new MemoryStream()), append: true));
    }

    private static async Task WriteAsync(Stream stream, bool append, string key, params int[] ids)
    {
        ParquetSchema schema = Schema;
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream, append: append);
        writer.CustomMetadata = new Dictionary<string, string> { [key] = "x" };
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        await group.WriteAsync<int>(schema.DataFields[0], ids);
    }
}
