using Parquet;
using Parquet.Data;
using Parquet.Schema;
using Xunit;

namespace ParquetPolyfill.Tests.Files;

/// <summary>What the reader refuses, and how.</summary>
public class ReadingRulesTests
{
    [Fact]
    public async Task The_type_must_be_that_of_the_column() =>
        await Throws<ArgumentException>(async (group, leaves) => await group.ReadAsync<long>(leaves[0], new long[3]), "Int32, not System.Int64");

    [Fact]
    public async Task A_buffer_must_have_room_for_every_value() =>
        await Throws<ArgumentException>(async (group, leaves) => await group.ReadAsync<int>(leaves[0], new int[2]), "has 3 values, but the buffer has room for 2");

    [Fact]
    public async Task Level_buffers_must_have_room_too() =>
        await Throws<ArgumentException>(async (group, leaves) => await group.ReadRawAsync<int>(leaves[2], new int[4], new int[3], new int[4]), "4 level slots");

    [Fact]
    public async Task Columns_that_may_be_absent_need_nullable_values() =>
        await Throws<ArgumentException>(async (group, leaves) => await group.ReadAsync<float>(leaves[1], new float[3]), "may be absent");

    [Fact]
    public async Task Repeated_columns_are_read_raw() =>
        await Throws<ArgumentException>(async (group, leaves) => await group.ReadAsync<int>(leaves[2], new int?[4]), "repeats");

    [Fact]
    public async Task A_missing_column_is_named_with_those_there_are()
    {
        DataField other = new ParquetSchema(new DataField<int>("other")).DataFields[0];
        await Throws<ParquetException>(async (group, _) => await group.ReadAsync<int>(other, new int[3]), "no column 'other'; columns are id, score, list/list/element");
    }

    [Fact]
    public async Task Columns_may_be_read_in_any_order_and_into_larger_buffers()
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(await MakeAsync());
        DataField[] leaves = reader.Schema.GetDataFields();
        ParquetRowGroupReader group = reader.RowGroups[0];
        int[] items = [9, 9, 9, 9, 9, 9];
        int[] definitions = new int[6];
        await group.ReadRawAsync<int>(leaves[2], items, definitions, null);
        Assert.Equal([7, 8, 9], items[..3]);
        Assert.Equal([2, 2, 0, 1], definitions[..4]);
        int[] ids = [9, 9, 9, 9, 9];
        await group.ReadAsync<int>(leaves[0], ids);
        Assert.Equal([1, 2, 3, 9, 9], ids);
        Assert.True(group.ColumnExists(leaves[1]));
        Assert.Equal(4, group.GetMetadata(leaves[2])!.MetaData!.NumValues);
    }

    [Fact]
    public async Task Raw_column_data_shows_values_levels_and_gaps()
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(await MakeAsync());
        using RawColumnData raw = await reader.RowGroups[0].ReadRawColumnDataBaseAsync(reader.Schema.DataFields[1]);
        var column = Assert.IsType<RawColumnData<float>>(raw);
        Assert.Equal([0.5f, 2f], column.Values.ToArray());
        Assert.Equal([1, 0, 1], column.DefinitionLevels.ToArray());
        Assert.Equal([0.5f, null, 2f], column.NullableValues);
        Assert.True(column.RepetitionLevels.IsEmpty);
    }

    [Fact]
    public async Task A_cancelled_read_stops()
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(await MakeAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await reader.RowGroups[0].ReadAsync<int>(reader.Schema.DataFields[0], new int[3], cancellationToken: new CancellationToken(true)));
    }

    [Fact]
    public async Task Column_metadata_reads_back()
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(await MakeAsync());
        Assert.Equal("kg", reader.RowGroups[0].GetCustomMetadata(reader.Schema.DataFields[0])["unit"]);
        Assert.Empty(reader.RowGroups[0].GetCustomMetadata(reader.Schema.DataFields[1]));
    }

    [Fact]
    public async Task A_group_beyond_the_last_is_refused()
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(await MakeAsync());
        Assert.Contains("1 row groups", Assert.Throws<ArgumentOutOfRangeException>(() => reader.OpenRowGroupReader(1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PAR1")]
    [InlineData("PAR1PAR1")]
    [InlineData("PAR1\0\0\0\0\0\0\0\0PAR2")]
    [InlineData("PAR1\x7f\0\0\0PAR1")]
    [InlineData("a text file that is long enough to be anything")]
    public async Task What_is_no_parquet_file_is_an_IOException(string content) =>
        await Assert.ThrowsAsync<IOException>(() => ParquetReader.CreateAsync(new MemoryStream(System.Text.Encoding.Latin1.GetBytes(content))));

    [Fact]
    public async Task An_encrypted_file_is_refused_as_such()
    {
        byte[] bytes = (await MakeAsync()).ToArray();
        bytes[^1] = (byte)'E';
        Assert.Contains("encrypted", (await Assert.ThrowsAsync<ParquetException>(() => ParquetReader.CreateAsync(new MemoryStream(bytes)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_name_the_file_the_row_group_the_column_and_the_byte()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "damaged.parquet");
        byte[] bytes = (await MakeAsync()).ToArray();
        bytes[4] ^= 0xff;
        await File.WriteAllBytesAsync(path, bytes);
        await using ParquetReader reader = await ParquetReader.CreateAsync(path);
        ParquetException error = await Assert.ThrowsAsync<ParquetException>(async () => await reader.RowGroups[0].ReadAsync<int>(reader.Schema.DataFields[0], new int[3]));
        Assert.StartsWith($"{path}: row group 0, column 'id', page at byte 4: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_of_a_path_closes_its_file()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "closed.parquet");
        await File.WriteAllBytesAsync(path, (await MakeAsync()).ToArray());
        await using (ParquetReader reader = await ParquetReader.CreateAsync(path))
        {
            Assert.Equal(1, reader.RowGroupCount);
        }

        await using FileStream exclusive = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.True(exclusive.CanWrite);
    }

    private static async Task<MemoryStream> MakeAsync()
    {
        var id = new DataField<int>("id");
        var score = new DataField<float?>("score");
        var list = new ListField("list", new DataField<int>("element"));
        var stream = new MemoryStream();
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(id, score, list), stream);
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        await group.WriteAsync<int>(id, new[] { 1, 2, 3 }, customMetadata: new Dictionary<string, string> { ["unit"] = "kg" });
        await group.WriteAsync<float>(score, new float?[] { 0.5f, null, 2 });
        await group.WriteAllPartsAsync<int>((DataField)list.Item, new[] { 7, 8 }, new[] { 2, 2, 0, 1 }, new[] { 0, 1, 0, 0 }, default);
        return stream;
    }

    private static async Task Throws<T>(Func<ParquetRowGroupReader, DataField[], Task> read, string message)
        where T : Exception
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(await MakeAsync());
        T error = await Assert.ThrowsAsync<T>(() => read(reader.RowGroups[0], reader.Schema.GetDataFields()));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
