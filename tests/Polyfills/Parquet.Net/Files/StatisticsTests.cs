using FsCheck.Fluent;
using Parquet;
using Parquet.Columns;
using Parquet.Data;
using Parquet.Meta;
using Parquet.Schema;
using Xunit;

namespace ParquetPolyfill.Tests.Files;

public class StatisticsTests
{
    [Fact]
    public async Task Numbers_have_bounds_and_a_null_count()
    {
        var field = new DataField<int?>("x");
        DataColumnStatistics statistics = await WriteAsync(field, group => group.WriteAsync<int>(field, new int?[] { 3, null, -7, null, 5 }));
        Assert.Equal((2L, -7, 5), (statistics.NullCount, statistics.MinValue, statistics.MaxValue));
    }

    [Fact]
    public async Task Unsigned_numbers_are_ordered_as_such()
    {
        var field = new DataField<uint>("x");
        DataColumnStatistics statistics = await WriteAsync(field, group => group.WriteAsync<uint>(field, new[] { 5u, uint.MaxValue, 1u }));
        Assert.Equal((1u, uint.MaxValue), (statistics.MinValue, statistics.MaxValue));
    }

    [Fact]
    public async Task Bounds_of_other_writers_count_only_where_they_can_be_trusted()
    {
        byte[] one = [1, 0, 0, 0];
        Assert.Equal(1, await Minimum(HandmadeFile.Leaf(Parquet.Meta.Type.INT32), new Statistics { MinValue = one }));
        Assert.Equal(1, await Minimum(HandmadeFile.Leaf(Parquet.Meta.Type.INT32), new Statistics { Min = one }));
        Assert.Null(await Minimum(HandmadeFile.Leaf(Parquet.Meta.Type.INT32), new Statistics { MinValue = [1, 2] }));
        Assert.Null(await Minimum(Annotated(Parquet.Meta.Type.INT32, ConvertedType.UINT_32), new Statistics { Min = one }));
        Assert.Null(await Minimum(Annotated(Parquet.Meta.Type.BYTE_ARRAY, ConvertedType.UTF8), new Statistics { Min = one }));
        Assert.Equal("a", await Minimum(Annotated(Parquet.Meta.Type.BYTE_ARRAY, ConvertedType.UTF8), new Statistics { MinValue = [(byte)'a'] }));
        Assert.Null(await Minimum(HandmadeFile.Leaf(Parquet.Meta.Type.DOUBLE), new Statistics { MinValue = BitConverter.GetBytes(double.NaN) }));
        Assert.Null(await Minimum(Annotated(Parquet.Meta.Type.INT64, ConvertedType.TIMESTAMP_MILLIS), new Statistics { MinValue = BitConverter.GetBytes(long.MaxValue) }));

        static SchemaElement Annotated(Parquet.Meta.Type type, ConvertedType annotation)
        {
            SchemaElement leaf = HandmadeFile.Leaf(type);
            leaf.ConvertedType = annotation;
            return leaf;
        }

        static async Task<object?> Minimum(SchemaElement leaf, Statistics statistics)
        {
            await using ParquetReader reader = await ParquetReader.CreateAsync(new HandmadeFile(CompressionCodec.UNCOMPRESSED, leaf).Finish(0, 0));
            DataField field = reader.Schema.DataFields[0];
            reader.RowGroups[0].GetMetadata(field)!.MetaData!.Statistics = statistics;
            return reader.RowGroups[0].GetStatistics(field)!.MinValue;
        }
    }

    [Fact]
    public async Task NaN_takes_no_part_and_zero_widens_to_both_signs()
    {
        var field = new DataField<double>("x");
        DataColumnStatistics statistics = await WriteAsync(field, group => group.WriteAsync<double>(field, new[] { double.NaN, 0.0, -0.0, double.NaN }));
        Assert.True(double.IsNegative((double)statistics.MinValue!));
        Assert.False(double.IsNegative((double)statistics.MaxValue!));
        statistics = await WriteAsync(field, group => group.WriteAsync<double>(field, new[] { double.NaN }));
        Assert.Null(statistics.MinValue);
    }

    [Theory]
    [InlineData(EncodingHint.Default)]
    [InlineData(EncodingHint.Dictionary)]
    public async Task Text_is_ordered_by_code_point(EncodingHint hint)
    {
        // In UTF-16 the surrogate pair of the emoji would come before U+FFEE.
        var field = new DataField<string>("x");
        DataColumnStatistics statistics = await WriteAsync(field, group => group.WriteAsync(field, new[] { "\uffee", "🙂", "b", "\uffee", "ab", "🙂", "b", "abc" }), hint);
        Assert.Equal(("ab", "🙂", 0L), (statistics.MinValue, statistics.MaxValue, statistics.NullCount));
    }

    [Fact]
    public async Task A_long_text_is_no_bound()
    {
        var field = new DataField<string>("x");
        DataColumnStatistics statistics = await WriteAsync(field, group => group.WriteAsync(field, new[] { new string('a', 1000) }));
        Assert.Equal((null, 0L), (statistics.MinValue, statistics.NullCount));
    }

    [Fact]
    public async Task All_nulls_have_a_count_only()
    {
        var field = new DataField<long?>("x");
        DataColumnStatistics statistics = await WriteAsync(field, group => group.WriteAsync<long>(field, new long?[3]));
        Assert.Equal((3L, null, null), (statistics.NullCount, statistics.MinValue, statistics.MaxValue));
    }

    [Fact]
    public void The_range_of_floats_is_that_of_a_plain_loop() => Law.Holds(Law.Seeds, static seed =>
    {
        var random = new Random(seed);
        float[] values = [.. Enumerable.Range(0, random.Next(1, 100)).Select(_ => random.Next(9) == 0 ? float.NaN : random.NextSingle() - 0.5f)];
        float[] numbers = [.. values.Where(static value => !float.IsNaN(value))];
        Assert.Equal(numbers.Length > 0, ValueRange.TryFind<float>(values, out float minimum, out float maximum));
        if (numbers.Length > 0)
        {
            Assert.Equal((numbers.Min(), numbers.Max()), (minimum, maximum));
        }
    });

    [Fact]
    public void The_range_of_byte_arrays_is_that_of_a_plain_loop() => Law.Holds(Gen.ListOf(Gen.ListOf(Gen.Elements<byte>([0, 1, 2, 255]))).Where(static list => list.Count > 0), static lists =>
    {
        byte[][] values = [.. lists.Select(static list => list.ToArray())];
        var codec = new BinaryCodec<byte[], BinaryArray>();
        using var plain = new ByteBuffer();
        codec.WritePlain(values, plain);
        Bounds bounds = codec.Measure(values, plain.Written)!.Value;
        Array.Sort(values, static (a, b) => a.AsSpan().SequenceCompareTo(b));
        Assert.Equal((Convert.ToHexString(values[0]), Convert.ToHexString(values[^1])), (Convert.ToHexString(bounds.Minimum), Convert.ToHexString(bounds.Maximum)));
    });

    private static async Task<DataColumnStatistics> WriteAsync(DataField field, Func<ParquetRowGroupWriter, Task> write, EncodingHint hint = EncodingHint.Default)
    {
        using var stream = new MemoryStream();
        var options = new ParquetOptions();
        options.ColumnEncodingHints["x"] = hint;
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(field), stream, options))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await write(group);
        }

        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        return reader.RowGroups[0].GetStatistics(reader.Schema.DataFields[0])!;
    }
}
