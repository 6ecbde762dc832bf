using System.IO.Compression;
using Parquet;
using Parquet.Schema;
using ParquetPolyfill.Tests.Records;

namespace ParquetPolyfill.Tests.Robustness;

/// <summary>Small whole files to damage: those of another writer and those of this one in every compression and encoding.</summary>
internal static class SampleFiles
{
    private static readonly CompressionMethod[] Compressions =
        [CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip, CompressionMethod.Brotli, CompressionMethod.Zstd, CompressionMethod.Lz4Raw];

    public static IEnumerable<string> Names =>
    [
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "fixtures"), "*.parquet").Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
        .. from compression in Compressions from hint in Enum.GetValues<EncodingHint>() select $"{compression} {hint}",
    ];

    public static async Task<byte[]> LoadAsync(string name)
    {
        if (name.EndsWith(".parquet", StringComparison.Ordinal))
        {
            return await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "fixtures", name));
        }

        string[] parts = name.Split(' ');
        return await MakeAsync(Enum.Parse<CompressionMethod>(parts[0]), Enum.Parse<EncodingHint>(parts[1]));
    }

    private static async Task<byte[]> MakeAsync(CompressionMethod compression, EncodingHint hint)
    {
        var schema = new ParquetSchema(
            new DataField<int>("i"),
            new DataField<long?>("l"),
            new DataField<double?>("d"),
            new DataField<string>("s"),
            new DecimalDataField("n", 25, 3),
            new DataField<DateTime>("t"),
            new MapField("m", new DataField<long>("key"), new DataField<double?>("value")),
            new ListField("b", new DataField<bool?>("element")));
        var options = new ParquetOptions { CompressionMethod = compression, CompressionLevel = CompressionLevel.Fastest };
        foreach (DataField leaf in schema.GetDataFields())
        {
            options.ColumnEncodingHints[leaf.Path.ToString()] = hint;
        }

        object?[][] rows = [.. Enumerable.Range(0, 300).Select(static i => new object?[]
        {
            i * 3,
            i % 7 == 0 ? null : (long)(i % 4),
            i % 3 == 0 ? null : i / 7.0,
            i % 5 == 0 ? null : $"value {i % 13}",
            i * 1.125m,
            DateTime.UnixEpoch.AddHours(i),
            Enumerable.Range(1, i % 5).Select(key => new KeyValuePair<object, object?>((long)key, key == 2 ? null : i * 0.5)).ToList(),
            i % 4 == 0 ? null : new List<object?> { true, null, i % 3 == 0 },
        })];
        using var stream = new MemoryStream();
        await RecordFile.WriteAsync(stream, schema, rows, options, rowsPerGroup: 200);
        return stream.ToArray();
    }
}
