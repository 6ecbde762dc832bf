using Parquet;
using Parquet.Schema;
using Xunit;

namespace ParquetPolyfill.Tests.Files;

/// <summary>The everyday path: a file written with the public API reads back as it was, for every compression.</summary>
public class WritingAndReadingTests
{
    [Theory]
    [InlineData(CompressionMethod.None)]
    [InlineData(CompressionMethod.Snappy)]
    [InlineData(CompressionMethod.Gzip)]
    [InlineData(CompressionMethod.Brotli)]
    [InlineData(CompressionMethod.Zstd)]
    [InlineData(CompressionMethod.Lz4Raw)]
    [InlineData(CompressionMethod.LZ4)]
    public async Task EveryCompressionGivesTheValuesBack(CompressionMethod compression)
    {
        var id = new DataField<long>("id");
        var score = new DataField<float?>("score");
        var action = new DataField<string>("action");
        var features = new MapField("features", new DataField<int>("key"), new DataField<float>("value"));
        var schema = new ParquetSchema(id, score, action, features);
        var options = new ParquetOptions { CompressionMethod = compression, CompressionLevel = System.IO.Compression.CompressionLevel.Fastest };
        using var stream = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream, options))
        {
            writer.CustomMetadata = new Dictionary<string, string> { ["source"] = "test" };
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync<long>(id, new long[] { 1, 2, 3 });
            await group.WriteAsync<float>(score, new float?[] { 0.5f, null, -1 });
            await group.WriteAsync(action, new[] { "left", null, "rechts ü" });
            await group.WriteAllPartsAsync<int>((DataField)features.Key, new[] { 1, 2, 3 }, new[] { 2, 2, 1, 2 }, new[] { 0, 1, 0, 0 }, default);
            await group.WriteAllPartsAsync<float>((DataField)features.Value, new[] { 1f, 2f, 3f }, new[] { 2, 2, 1, 2 }, new[] { 0, 1, 0, 0 }, default);
            group.CompleteValidate();
        }

        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        Assert.Equal(schema, reader.Schema);
        Assert.Equal("test", reader.CustomMetadata["source"]);
        ParquetRowGroupReader rows = reader.OpenRowGroupReader(0);
        Assert.Equal(3, rows.RowCount);
        DataField[] leaves = reader.Schema.GetDataFields();
        var ids = new long[3];
        await rows.ReadAsync<long>(leaves[0], ids);
        Assert.Equal([1, 2, 3], ids);
        var scores = new float?[3];
        await rows.ReadAsync<float>(leaves[1], scores);
        Assert.Equal([0.5f, null, -1f], scores);
        var actions = new string?[3];
        await rows.ReadAsync(leaves[2], actions);
        Assert.Equal(new string?[] { "left", null, "rechts ü" }, actions);
        var keys = new int[4];
        var definitions = new int[4];
        var repetitions = new int[4];
        await rows.ReadRawAsync<int>(leaves[3], keys, definitions, repetitions);
        Assert.Equal([1, 2, 3], keys[..3]);
        Assert.Equal([2, 2, 1, 2], definitions);
        Assert.Equal([0, 1, 0, 0], repetitions);
        Assert.Equal("features/key_value/value", leaves[4].Path.ToString());
    }
}
