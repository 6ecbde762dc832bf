using System.Text.Json.Nodes;
using Parquet;
using Parquet.Schema;
using ParquetPolyfill.Tests.Records;

namespace ReAgent.Bench.ParquetFiles;

/// <summary>Exchange with another reader and writer: files next to their rows as JSON.</summary>
internal static class Samples
{
    private const int Rows = 1_000;

    public static async Task<int> WriteAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        ParquetSchema schema = MakeSchema();
        var random = new Random(23);
        List<object?[]> rows = [.. Enumerable.Range(0, Rows).Select(row => schema.Fields.Select(field => Value(field, row, random)).ToArray())];
        string json = RecordJson.Of(schema, rows).ToJsonString();
        foreach (CompressionMethod compression in new[] { CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip, CompressionMethod.Brotli, CompressionMethod.Zstd, CompressionMethod.Lz4Raw })
        {
            foreach (EncodingHint hint in Enum.GetValues<EncodingHint>())
            {
                var options = new ParquetOptions { CompressionMethod = compression };
                foreach (DataField leaf in schema.GetDataFields())
                {
                    options.ColumnEncodingHints[leaf.Path.ToString()] = hint;
                }

                string path = Path.Combine(folder, $"{compression}_{hint}.parquet");
                await using (FileStream file = File.Create(path))
                {
                    await RecordFile.WriteAsync(file, schema, rows, options, rowsPerGroup: 300);
                }

                await File.WriteAllTextAsync(Path.ChangeExtension(path, ".json"), json);
            }
        }

        return 0;
    }

    public static async Task<int> ReadAsync(string folder)
    {
        int wrong = 0;
        foreach (string path in Directory.EnumerateFiles(folder, "*.parquet").Order(StringComparer.Ordinal))
        {
            JsonNode? expected = JsonNode.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(path, ".json")));
            string? difference = await DifferenceAsync(path, expected);
            wrong += difference is null ? 0 : 1;
            Console.WriteLine($"{Path.GetFileName(path)}: {difference ?? $"{expected!.AsArray().Count} rows agree"}");
        }

        return wrong == 0 ? 0 : 1;
    }

    private static async Task<string?> DifferenceAsync(string path, JsonNode? expected)
    {
        try
        {
            await using FileStream file = File.OpenRead(path);
            ParquetSchema schema = await ParquetReader.ReadSchemaAsync(file);
            return RecordJson.Difference(expected, RecordJson.Of(schema, await RecordFile.ReadAsync(file)));
        }
        catch (Exception e) when (e is ParquetException or IOException)
        {
            return e.Message;
        }
    }

    private static ParquetSchema MakeSchema() => new(
        new DataField<bool>("b"),
        new DataField<bool?>("bn"),
        new DataField<sbyte>("i8"),
        new DataField<byte>("u8"),
        new DataField<short?>("i16"),
        new DataField<ushort>("u16"),
        new DataField<int>("i32"),
        new DataField<uint>("u32"),
        new DataField<long?>("i64"),
        new DataField<ulong>("u64"),
        new DataField<float?>("f"),
        new DataField<double>("d"),
        new DataField<string>("s"),
        new DataField("sr", typeof(string), isNullable: false),
        new DataField<byte[]>("bytes"),
        new DecimalDataField("dec9", 9, 2),
        new DecimalDataField("dec18", 18, 4),
        new DecimalDataField("dec30", 30, 6, isNullable: true),
        new DataField<DateTime>("impala"),
        new DateTimeDataField("millis", DateTimeFormat.DateAndTime),
        new DateTimeDataField("micros", DateTimeFormat.DateAndTimeMicros, isNullable: true),
        new DateTimeDataField("nanos", DateTimeFormat.Timestamp, unit: DateTimeTimeUnit.Nanos),
        new DataField<DateOnly>("date"),
        new DataField<Guid>("guid"),
        new ListField("ls", new DataField<string>("element")),
        new ListField("li", new DataField<int>("element")),
        new MapField("mif", new DataField<int>("key"), new DataField<float>("value")),
        new MapField("msd", new DataField("key", typeof(string), isNullable: false), new DataField<double?>("value")),
        new ListField("lm", new MapField("element", new DataField<int>("key"), new DataField<double?>("value"))),
        new MapField("ml", new DataField<int>("key"), new ListField("value", new DataField<long>("element"))),
        new StructField("st", new DataField<int?>("a"), new DataField<string>("b"), new ListField("c", new StructField("element", new DataField<int>("x"), new DataField<float?>("y")))),
        new ListField("ll", new ListField("element", new DataField<int?>("element"))));

    private static object? Value(Field field, int row, Random random)
    {
        if (field.IsNullable && random.Next(5) == 0)
        {
            return null;
        }

        return field switch
        {
            StructField group => group.Fields.Select(member => Value(member, row, random)).ToArray(),
            ListField list => Enumerable.Range(0, random.Next(4)).Select(_ => Value(list.Item, row, random)).ToList(),
            MapField map => Enumerable.Range(0, random.Next(4)).Select(key => new KeyValuePair<object, object?>(((DataField)map.Key).ClrType == typeof(int) ? key * 1000 : $"key{key}", Value(map.Value, row, random))).ToList(),
            _ => Leaf((DataField)field, row, random),
        };
    }

    private static object Leaf(DataField field, int row, Random random)
    {
        DateTime time = DateTime.UnixEpoch.AddTicks(random.NextInt64(-1_000_000_000_000_0L, 2_000_000_000_000_0L) / 1000 * 1000);
        return field.Name switch
        {
            "millis" => new DateTime(time.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc),
            "dec9" => random.Next(-999_999_999, 999_999_999) / 100m,
            "dec18" => random.NextInt64(-999_999_999_999_999_999, 999_999_999_999_999_999) / 10_000m,
            "dec30" => random.NextInt64() / 1_000_000m * 1000,
            _ when field.ClrType == typeof(bool) => random.Next(2) == 0,
            _ when field.ClrType == typeof(sbyte) => (sbyte)random.Next(-128, 128),
            _ when field.ClrType == typeof(byte) => (byte)random.Next(256),
            _ when field.ClrType == typeof(short) => (short)random.Next(-32768, 32768),
            _ when field.ClrType == typeof(ushort) => (ushort)random.Next(65536),
            _ when field.ClrType == typeof(int) => row % 3 == 0 ? random.Next(int.MinValue, int.MaxValue) : row,
            _ when field.ClrType == typeof(uint) => (uint)random.NextInt64(1L << 32),
            _ when field.ClrType == typeof(long) => row % 3 == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : row * 1_000_000_007L,
            _ when field.ClrType == typeof(ulong) => (ulong)random.NextInt64(long.MinValue, long.MaxValue),
            _ when field.ClrType == typeof(float) => row % 97 == 0 ? float.NaN : (random.NextSingle() * 100) - 50,
            _ when field.ClrType == typeof(double) => row % 89 == 0 ? double.NegativeInfinity : (random.NextDouble() * 1e9) - 5e8,
            _ when field.ClrType == typeof(DateTime) => time,
            _ when field.ClrType == typeof(DateOnly) => DateOnly.FromDateTime(time),
            _ when field.ClrType == typeof(Guid) => new Guid(random.Next(), 1, 2, 3, 4, 5, 6, 7, 8, 9, (byte)random.Next(256)),
            _ when field.ClrType == typeof(ReadOnlyMemory<byte>) => Enumerable.Range(0, random.Next(6)).Select(_ => (byte)random.Next(256)).ToArray(),
            _ => random.Next(3) switch { 0 => "", 1 => $"α{random.Next(4)} 🙂", _ => $"value {random.Next(6)}" },
        };
    }
}
