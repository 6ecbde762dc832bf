using System.Diagnostics;
using Parquet;
using Parquet.Schema;
using ParquetPolyfill.Tests.Records;
using Xunit;

namespace ParquetPolyfill.Tests.Files;

/// <summary>
/// Every byte of a small file is damaged, every prefix is tried: reading gives rows or one of the documented errors, with bounded memory, and it ends.
/// </summary>
public class DamagedFilesTests
{
    /// <summary>Far above what these files need (a few hundred kilobytes, most of it rented once), far below what a damaged size could ask for.</summary>
    private const long MostBytes = 64 << 20;

    /// <summary>A read takes milliseconds; on a busy machine it may wait long for its turn.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(CompressionMethod.None, EncodingHint.Default)]
    [InlineData(CompressionMethod.None, EncodingHint.Dictionary)]
    [InlineData(CompressionMethod.Snappy, EncodingHint.DeltaBinaryPacked)]
    [InlineData(CompressionMethod.Gzip, EncodingHint.ByteSplitStream)]
    public async Task Every_damaged_byte_is_survived(CompressionMethod compression, EncodingHint hint)
    {
        byte[] file = await MakeAsync(compression, hint);
        var random = new Random(31);
        for (int at = 0; at < file.Length; at++)
        {
            foreach (byte mask in new byte[] { 0xff, (byte)random.Next(1, 255) })
            {
                byte[] damaged = [.. file];
                damaged[at] ^= mask;
                await Survives(damaged, $"byte {at} with mask {mask:x2}");
            }
        }
    }

    [Theory]
    [InlineData("rows_v1_snappy.parquet")]
    [InlineData("rows_v2_none.parquet")]
    [InlineData("rows_v2_zstd.parquet")]
    public async Task Damage_anywhere_in_a_file_of_another_writer_is_survived(string name)
    {
        byte[] file = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "fixtures", name));
        var random = new Random(37);
        for (int round = 0; round < 200; round++)
        {
            byte[] damaged = [.. file];
            for (int count = random.Next(1, 4); count > 0; count--)
            {
                damaged[random.Next(file.Length)] = (byte)random.Next(256);
            }

            await Survives(damaged, $"{name}, round {round}");
        }
    }

    [Fact]
    public async Task Every_truncation_is_an_error()
    {
        byte[] file = await MakeAsync(CompressionMethod.Snappy, EncodingHint.Dictionary);
        for (int length = 0; length < file.Length; length++)
        {
            Exception? error = await Survives(file[..length], $"{length} bytes");
            Assert.True(error is not null, $"{length} of {file.Length} bytes were read as a whole file");
        }
    }

    private static async Task<Exception?> Survives(byte[] file, string damage)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long started = Stopwatch.GetTimestamp();
        Exception? error = null;
        try
        {
            using var stream = new MemoryStream(file, 0, file.Length, writable: false, publiclyVisible: true);
            await ReadBoundsAsync(stream);
            await RecordFile.ReadAsync(stream);
        }
        catch (Exception e) when (e is ParquetException or IOException)
        {
            error = e;
        }
        catch (Exception e) when (e.StackTrace!.Contains(nameof(Assembler), StringComparison.Ordinal))
        {
            // Levels that are in range but contradict each other are the assembler's to find.
            error = e;
        }
        catch (Exception e)
        {
            Assert.Fail($"{damage}: {e}");
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.True(allocated < MostBytes, $"{damage}: {allocated} bytes were allocated");
        Assert.True(Stopwatch.GetElapsedTime(started) < MostTime, $"{damage}: reading took {Stopwatch.GetElapsedTime(started)}");
        return error;
    }

    private static async Task ReadBoundsAsync(Stream stream)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        foreach (ParquetRowGroupReader group in reader.RowGroups)
        {
            foreach (DataField leaf in reader.Schema.GetDataFields())
            {
                group.GetStatistics(leaf);
            }
        }
    }

    private static async Task<byte[]> MakeAsync(CompressionMethod compression, EncodingHint hint)
    {
        var schema = new ParquetSchema(
            new DataField<int>("i"),
            new DataField<double?>("d"),
            new DataField<string>("s"),
            new MapField("m", new DataField<int>("key"), new ListField("value", new DataField<bool?>("element"))));
        var options = new ParquetOptions { CompressionMethod = compression, CompressionLevel = System.IO.Compression.CompressionLevel.Fastest };
        foreach (DataField leaf in schema.GetDataFields())
        {
            options.ColumnEncodingHints[leaf.Path.ToString()] = hint;
        }

        object?[][] rows = [.. Enumerable.Range(0, 12).Select(static i => new object?[]
        {
            i * 3,
            i % 3 == 0 ? null : i / 7.0,
            i % 5 == 0 ? null : $"v{i % 3}",
            i % 4 == 0 ? null : Enumerable.Range(0, i % 4).Select(key => new KeyValuePair<object, object?>(key, key == 0 ? null : new List<object?> { true, null, false })).ToList(),
        })];
        using var stream = new MemoryStream();
        await RecordFile.WriteAsync(stream, schema, rows, options);
        return stream.ToArray();
    }
}
