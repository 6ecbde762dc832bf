using Parquet;
using Parquet.Schema;
using ParquetPolyfill.Tests.Records;
using Xunit;

namespace ParquetPolyfill.Tests.Files;

/// <summary>
/// Files are a function of their rows: the bytes are compared with those in golden/. When a change of the layout is meant, write
/// <see cref="MakeAsync"/>'s bytes there anew; every checksum of a published file changes with them.
/// </summary>
public class GoldenBytesTests
{
    [Theory]
    [InlineData(CompressionMethod.None, EncodingHint.Default, "plain.parquet")]
    [InlineData(CompressionMethod.Snappy, EncodingHint.Dictionary, "snappy_dictionary.parquet")]
    [InlineData(CompressionMethod.Snappy, EncodingHint.DeltaBinaryPacked, "snappy_delta.parquet")]
    public async Task The_same_rows_give_the_same_bytes(CompressionMethod compression, EncodingHint hint, string name)
    {
        byte[] bytes = await MakeAsync(compression, hint);
        Assert.Equal(bytes, await MakeAsync(compression, hint));
        Assert.Equal(Convert.ToHexString(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "golden", name))), Convert.ToHexString(bytes));
    }

    private static async Task<byte[]> MakeAsync(CompressionMethod compression, EncodingHint hint)
    {
        var schema = new ParquetSchema(
            new DataField<long>("id"),
            new DataField<string>("action"),
            new MapField("features", new DataField<int>("key"), new DataField<float?>("value")));
        var options = new ParquetOptions { CompressionMethod = compression };
        foreach (DataField leaf in schema.GetDataFields())
        {
            options.ColumnEncodingHints[leaf.Path.ToString()] = hint;
        }

        static List<KeyValuePair<object, object?>> Map(params (int Key, float? Value)[] entries) =>
            [.. entries.Select(static entry => new KeyValuePair<object, object?>(entry.Key, entry.Value))];
        object?[][] rows =
        [
            [1L, "left", Map((1, 0.5f), (2, null))],
            [2L, "left", null],
            [3L, null, Map()],
            [4L, "right", Map((7, -1f))],
            [5L, "left", Map((1, 2f), (3, 4f))],
        ];
        using var stream = new MemoryStream();
        await RecordFile.WriteAsync(stream, schema, rows, options, rowsPerGroup: 3);
        return stream.ToArray();
    }
}
