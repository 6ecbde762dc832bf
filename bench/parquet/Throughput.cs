using System.Diagnostics;
using Parquet;
using Parquet.Schema;

namespace ReAgent.Bench.ParquetFiles;

/// <summary>
/// Rows per second for logged transitions {int64 id, int32 step, float reward, string action of 2 values, map&lt;int32, float&gt; of 4 entries}:
/// 53 bytes of values a row, row groups of 500,000 rows, one thread, a temporary file that stays in the page cache. The best of several rounds counts; what was read is compared with what was written.
/// </summary>
internal static class Throughput
{
    private const int GroupRows = 500_000;
    private const int MapEntries = 4;
    private const int Rounds = 5;

    public static async Task<int> RunAsync(int rows)
    {
        Console.WriteLine($"{rows:n0} rows, best of {Rounds}");
        Console.WriteLine("compression  dictionary   bytes/row   write rows/s    read rows/s");
        foreach (CompressionMethod compression in new[] { CompressionMethod.None, CompressionMethod.Snappy })
        {
            foreach (bool isDictionary in new[] { false, true })
            {
                await MeasureAsync(compression, isDictionary, rows);
            }
        }

        return 0;
    }

    private static async Task MeasureAsync(CompressionMethod compression, bool isDictionary, int rows)
    {
        Transitions batch = Transitions.Generate(Math.Min(rows, GroupRows), MapEntries);
        var found = new Transitions(batch.Count, MapEntries);
        int groups = Math.Max(1, rows / batch.Count);
        string path = Path.Combine(Path.GetTempPath(), $"{nameof(Throughput)}-{Environment.ProcessId}.parquet");
        TimeSpan write = TimeSpan.MaxValue;
        TimeSpan read = TimeSpan.MaxValue;
        long size;
        try
        {
            for (int round = 0; round < Rounds; round++)
            {
                long started = Stopwatch.GetTimestamp();
                await WriteAsync(path, batch, groups, compression, isDictionary);
                TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
                write = elapsed < write ? elapsed : write;

                started = Stopwatch.GetTimestamp();
                await ReadAsync(path, found);
                elapsed = Stopwatch.GetElapsedTime(started);
                read = elapsed < read ? elapsed : read;
            }

            size = new FileInfo(path).Length;
        }
        finally
        {
            File.Delete(path);
        }

        double total = (double)groups * batch.Count;
        Console.WriteLine($"{compression,-12} {(isDictionary ? "action" : "none"),-10} {size / total,11:n1} {total / write.TotalSeconds,14:n0} {total / read.TotalSeconds,14:n0}");
        batch.RequireEqual(found);
    }

    private static async Task WriteAsync(string path, Transitions batch, int groups, CompressionMethod compression, bool isDictionary)
    {
        await using FileStream file = File.Create(path, bufferSize: 0);
        var id = new DataField<long>("id");
        var step = new DataField<int>("step");
        var reward = new DataField<float>("reward");
        var action = new DataField<string>("action");
        var features = new MapField("features", new DataField<int>("key"), new DataField<float>("value"));
        var schema = new ParquetSchema(id, step, reward, action, features);
        var options = new ParquetOptions { CompressionMethod = compression };
        if (isDictionary)
        {
            options.ColumnEncodingHints[action.Path.ToString()] = EncodingHint.Dictionary;
        }

        await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, file, options);
        for (int g = 0; g < groups; g++)
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync<long>(id, batch.Ids);
            await group.WriteAsync<int>(step, batch.Steps);
            await group.WriteAsync<float>(reward, batch.Rewards);
            await group.WriteAsync(action, batch.Actions);
            await group.WriteAllPartsAsync<int>((DataField)features.Key, batch.Keys, batch.DefinitionLevels, batch.RepetitionLevels, CancellationToken.None);
            await group.WriteAllPartsAsync<float>((DataField)features.Value, batch.Values, batch.DefinitionLevels, batch.RepetitionLevels, CancellationToken.None);
            group.CompleteValidate();
        }
    }

    private static async Task ReadAsync(string path, Transitions into)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(path);
        DataField[] leaves = reader.Schema.GetDataFields();
        foreach (ParquetRowGroupReader group in reader.RowGroups)
        {
            await group.ReadAsync<long>(leaves[0], into.Ids);
            await group.ReadAsync<int>(leaves[1], into.Steps);
            await group.ReadAsync<float>(leaves[2], into.Rewards);
            await group.ReadRawAsync<ReadOnlyMemory<char>>(leaves[3], into.ActionSlices, into.ActionLevels, null);
            await group.ReadRawAsync<int>(leaves[4], into.Keys, into.DefinitionLevels, into.RepetitionLevels);
            await group.ReadRawAsync<float>(leaves[5], into.Values, into.DefinitionLevels, into.RepetitionLevels);
        }
    }
}
