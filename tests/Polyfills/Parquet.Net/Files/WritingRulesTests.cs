using Parquet;
using Parquet.Schema;
using Xunit;

namespace ParquetPolyfill.Tests.Files;

/// <summary>What the writer refuses, and how.</summary>
public class WritingRulesTests
{
    private readonly DataField<int> _id = new("id");
    private readonly DataField<float?> _score = new("score");
    private readonly ListField _list = new("list", new DataField<int>("element"));
    private readonly ParquetSchema _schema;

    public WritingRulesTests() => _schema = new ParquetSchema(_id, _score, _list);

    private DataField Item => (DataField)_list.Item;

    [Fact]
    public async Task A_field_of_no_schema_cannot_be_written() =>
        await Throws<ArgumentException>(group => group.WriteAsync<int>(new DataField<int>("id"), new int[1]), "belongs to no schema");

    [Fact]
    public async Task Columns_come_in_schema_order() =>
        await Throws<ArgumentException>(group => group.WriteAsync<float>(_score, new float?[1]), "'score' was given where 'id' is next");

    [Fact]
    public async Task The_type_must_be_that_of_the_column() =>
        await Throws<ArgumentException>(group => group.WriteAsync<long>(_id, new long[1]), "Int32, not System.Int64");

    [Fact]
    public async Task A_column_beyond_the_last_is_refused() => await Throws<ArgumentException>(
        async group =>
        {
            await WriteAll(group);
            await group.WriteAsync<int>(_id, new int[2]);
        },
        "comes after the last");

    [Fact]
    public async Task All_columns_have_the_rows_of_the_first() => await Throws<InvalidOperationException>(
        async group =>
        {
            await group.WriteAsync<int>(_id, new int[2]);
            await group.WriteAsync<float>(_score, new float?[3]);
        },
        "has 3 rows, but the row group has 2");

    [Fact]
    public async Task Rows_of_a_list_are_counted_by_its_repetition_levels() => await Throws<InvalidOperationException>(
        async group =>
        {
            await group.WriteAsync<int>(_id, new int[2]);
            await group.WriteAsync<float>(_score, new float?[2]);
            await group.WriteAllPartsAsync<int>(Item, new[] { 1, 2 }, new[] { 2, 2 }, new[] { 0, 1 }, default);
        },
        "has 1 rows, but the row group has 2");

    [Fact]
    public async Task Values_without_levels_suit_required_columns_only() => await Throws<InvalidOperationException>(
        async group =>
        {
            await group.WriteAsync<int>(_id, new int[2]);
            await group.WriteAsync<float>(_score, new float[2]);
        },
        "Definition levels are not ready yet");

    [Fact]
    public async Task A_repeated_column_needs_repetition_levels() => await Throws<InvalidOperationException>(
        async group =>
        {
            await WriteFlat(group);
            await group.WriteAllPartsAsync<int>(Item, new[] { 1, 2 }, new[] { 2, 2 }, null, default);
        },
        "repetition levels");

    [Theory]
    [InlineData(new[] { 2, 3 }, new[] { 0, 0 }, "between 0 and 2")]
    [InlineData(new[] { 2, -1 }, new[] { 0, 0 }, "between 0 and 2")]
    [InlineData(new[] { 2, 1 }, new[] { 0, 0 }, "2 values were given, but the definition levels say that 1")]
    [InlineData(new[] { 2, 2 }, new[] { 1, 0 }, "first must be 0")]
    [InlineData(new[] { 2, 2 }, new[] { 0, 2 }, "between 0 and 1")]
    [InlineData(new[] { 2, 2 }, new[] { 0 }, "1 repetition levels, but 2 definition levels")]
    public async Task Levels_that_contradict_themselves_or_the_values_are_refused(int[] definitions, int[] repetitions, string message) => await Throws<ArgumentException>(
        async group =>
        {
            await WriteFlat(group);
            await group.WriteAllPartsAsync<int>(Item, new[] { 1, 2 }, definitions, repetitions, default);
        },
        message);

    [Fact]
    public async Task A_null_in_a_required_column_is_refused() =>
        await Throws<ArgumentException>(group => group.WriteAsync<int>(_id, new int?[] { 1, null }), "value 1 is null");

    [Fact]
    public async Task A_row_group_with_columns_missing_is_not_valid() => await Throws<InvalidOperationException>(
        async group =>
        {
            await WriteFlat(group);
            group.CompleteValidate();
        },
        "missing are 'list/list/element'");

    [Fact]
    public async Task A_file_with_an_incomplete_row_group_gets_no_footer()
    {
        using var stream = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(_schema, stream))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await WriteFlat(group);
        }

        await Assert.ThrowsAsync<IOException>(() => ParquetReader.CreateAsync(stream));
    }

    [Fact]
    public async Task A_second_row_group_waits_for_the_first()
    {
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(_schema, new MemoryStream());
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        await WriteFlat(group);
        Assert.Throws<InvalidOperationException>(writer.CreateRowGroup);
    }

    [Fact]
    public async Task A_file_without_rows_is_a_file()
    {
        using var stream = new MemoryStream();
        await using (await ParquetWriter.CreateAsync(_schema, stream))
        {
        }

        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        Assert.Equal((0, 0L, 3), (reader.RowGroupCount, reader.Metadata!.NumRows, reader.Schema.Fields.Count));
    }

    [Fact]
    public async Task A_row_group_may_be_empty()
    {
        using var stream = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(_schema, stream))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync<int>(_id, Array.Empty<int>());
            await group.WriteAsync<float>(_score, Array.Empty<float?>());
            await group.WriteAllPartsAsync<int>(Item, Array.Empty<int>(), Array.Empty<int>(), Array.Empty<int>(), default);
        }

        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        Assert.Equal(0, reader.RowGroups[0].RowCount);
        await reader.RowGroups[0].ReadAsync<float>(reader.Schema.DataFields[1], Array.Empty<float?>());
        await reader.RowGroups[0].ReadRawAsync<int>(reader.Schema.DataFields[2], Array.Empty<int>(), Array.Empty<int>(), Array.Empty<int>());
    }

    [Fact]
    public async Task A_stream_that_can_only_be_written_gets_the_same_bytes()
    {
        using var seekable = new MemoryStream();
        using var target = new MemoryStream();
        using var forward = new ForwardStream(target);
        foreach (Stream stream in new Stream[] { seekable, forward })
        {
            await using ParquetWriter writer = await ParquetWriter.CreateAsync(_schema, stream);
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await WriteAll(group);
        }

        Assert.Equal(seekable.ToArray(), target.ToArray());
    }

    [Fact]
    public async Task The_stream_stays_open_and_belongs_to_the_caller()
    {
        using var stream = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(_schema, stream))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await WriteAll(group);
        }

        Assert.True(stream.CanWrite);
    }

    [Fact]
    public async Task A_cancelled_write_stops()
    {
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(_schema, new MemoryStream());
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => group.WriteAsync<int>(_id, new int[2], cancellationToken: new CancellationToken(true)));
    }

    private async Task WriteAll(ParquetRowGroupWriter group)
    {
        await WriteFlat(group);
        await group.WriteAllPartsAsync<int>(Item, new[] { 1, 2 }, new[] { 2, 2 }, new[] { 0, 0 }, default);
    }

    private async Task WriteFlat(ParquetRowGroupWriter group)
    {
        await group.WriteAsync<int>(_id, new int[2]);
        await group.WriteAsync<float>(_score, new float?[2]);
    }

    private async Task Throws<T>(Func<ParquetRowGroupWriter, Task> write, string message)
        where T : Exception
    {
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(_schema, new MemoryStream());
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        T error = await Assert.ThrowsAsync<T>(() => write(group));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
