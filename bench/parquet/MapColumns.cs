using System.Buffers;
using System.Diagnostics;
using Parquet;
using Parquet.Schema;

namespace ReAgent.Bench.ParquetFiles;

/// <summary>
/// Nanoseconds per entry of a map column, leaf by leaf: reads the files that <c>map_columns.sql</c> makes and writes each row with two such maps, the way a
/// timeline is written. One thread, buffers that are used again for every row group, a temporary file in the page cache. The best of several rounds counts.
/// </summary>
internal static class MapColumns
{
    public const int Rounds = 7;

    public static async Task<int> RunAsync(string folder, int rounds)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*.parquet").Order(StringComparer.Ordinal))
        {
            Console.WriteLine(Path.GetFileName(path));
            await MeasureAsync(path, rounds);
        }

        return 0;
    }

    private static async Task MeasureAsync(string path, int rounds)
    {
        string copy = Path.Combine(Path.GetTempPath(), $"{nameof(MapColumns)}-{Environment.ProcessId}.parquet");
        var read = new Measurements("read");
        var write = new Measurements("write");
        long allocated = 0;
        try
        {
            for (int round = 0; round < rounds; round++)
            {
                read.NextRound();
                write.NextRound();
                allocated = GC.GetTotalAllocatedBytes();
                await CopyAsync(path, copy, read, write);
                allocated = GC.GetTotalAllocatedBytes() - allocated;
            }

            Console.WriteLine($"  {new FileInfo(copy).Length:n0} bytes written, {allocated:n0} bytes allocated in a round");
            read.Print();
            write.Print();
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private static async Task CopyAsync(string path, string copy, Measurements read, Measurements write)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(path);
        await using FileStream file = File.Create(copy, bufferSize: 0);
        Field[] flat = [new DataField("id", typeof(string), isNullable: false), new DataField("action", typeof(string), isNullable: false), new DataField<long>("step"), new DataField<double>("reward")];
        var features = new MapField("features", new DataField<long>("key"), new DataField<double>("value"));
        var next = new MapField("next_features", new DataField<long>("key"), new DataField<double>("value"));
        var schema = new ParquetSchema([.. flat, features, next]);
        var options = new ParquetOptions();
        foreach (DataField leaf in schema.GetDataFields())
        {
            options.ColumnEncodingHints[leaf.Path.ToString()] = leaf.ClrType == typeof(long) ? EncodingHint.DeltaBinaryPacked : EncodingHint.Dictionary;
        }

        DataField[] from = reader.Schema.GetDataFields();
        DataField[] to = schema.GetDataFields();
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, file, options);
        foreach (ParquetRowGroupReader source in reader.RowGroups)
        {
            int rows = (int)source.RowCount;
            int slots = (int)source.GetMetadata(from[4])!.MetaData!.NumValues;
            using var ids = new Rented<ReadOnlyMemory<char>>(rows);
            using var actions = new Rented<ReadOnlyMemory<char>>(rows);
            using var steps = new Rented<long>(rows);
            using var rewards = new Rented<double>(rows);
            using var keys = new Rented<long>(slots);
            using var values = new Rented<double>(slots);
            using var definitions = new Rented<int>(slots);
            using var valueDefinitions = new Rented<int>(slots);
            using var repetitions = new Rented<int>(slots);
            await read.Time("id", rows, () => source.ReadRawAsync<ReadOnlyMemory<char>>(from[0], ids.Memory, definitions.Memory[..rows], null));
            await read.Time("action", rows, () => source.ReadRawAsync<ReadOnlyMemory<char>>(from[1], actions.Memory, definitions.Memory[..rows], null));
            await read.Time("step", rows, () => source.ReadRawAsync<long>(from[2], steps.Memory, definitions.Memory[..rows], null));
            await read.Time("reward", rows, () => source.ReadRawAsync<double>(from[3], rewards.Memory, definitions.Memory[..rows], null));
            await read.Time("map key", slots, () => source.ReadRawAsync<long>(from[4], keys.Memory, definitions.Memory, repetitions.Memory));
            await read.Time("map value", slots, () => source.ReadRawAsync<double>(from[5], values.Memory, valueDefinitions.Memory, repetitions.Memory));

            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await write.Time("id", rows, () => new ValueTask(group.WriteAllPartsAsync<ReadOnlyMemory<char>>(to[0], ids.Memory, null, null, CancellationToken.None)));
            await write.Time("action", rows, () => new ValueTask(group.WriteAllPartsAsync<ReadOnlyMemory<char>>(to[1], actions.Memory, null, null, CancellationToken.None)));
            await write.Time("step", rows, () => new ValueTask(group.WriteAllPartsAsync<long>(to[2], steps.Memory, null, null, CancellationToken.None)));
            await write.Time("reward", rows, () => new ValueTask(group.WriteAllPartsAsync<double>(to[3], rewards.Memory, null, null, CancellationToken.None)));

            // The map of the row, then that of the next one, as a timeline has them.
            foreach (int map in new[] { 4, 6 })
            {
                await write.Time("map key", slots, () => new ValueTask(group.WriteAllPartsAsync<long>(to[map], keys.Memory, definitions.Memory, repetitions.Memory, CancellationToken.None)));
                await write.Time("map value", slots, () => new ValueTask(group.WriteAllPartsAsync<double>(to[map + 1], values.Memory, definitions.Memory, repetitions.Memory, CancellationToken.None)));
            }

            group.CompleteValidate();
        }
    }

    private sealed class Rented<T>(int count) : IDisposable
    {
        private readonly T[] _array = ArrayPool<T>.Shared.Rent(count);

        public Memory<T> Memory => _array.AsMemory(0, count);

        public void Dispose() => ArrayPool<T>.Shared.Return(_array);
    }

    /// <summary>Time per value of each column; a round adds up over row groups.</summary>
    private sealed class Measurements(string what)
    {
        private readonly Dictionary<string, (TimeSpan Best, TimeSpan Current, long Count)> _columns = [];

        public void NextRound()
        {
            foreach ((string column, (TimeSpan best, TimeSpan current, long _)) in _columns)
            {
                _columns[column] = (current < best ? current : best, TimeSpan.Zero, 0);
            }
        }

        public async Task Time(string column, int count, Func<ValueTask> run)
        {
            long started = Stopwatch.GetTimestamp();
            await run();
            TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
            (TimeSpan best, TimeSpan current, long counted) = _columns.GetValueOrDefault(column, (TimeSpan.MaxValue, TimeSpan.Zero, 0));
            _columns[column] = (best, current + elapsed, counted + count);
        }

        public void Print()
        {
            double map = 0;
            foreach ((string column, (TimeSpan best, TimeSpan current, long count)) in _columns)
            {
                double nanoseconds = (current < best ? current : best).TotalNanoseconds / count;
                map += column.StartsWith("map", StringComparison.Ordinal) ? nanoseconds : 0;
                Console.WriteLine($"  {what,-5} {column,-10} {nanoseconds,8:n2} ns per value");
            }

            Console.WriteLine($"  {what,-5} {"map entry",-10} {map,8:n2} ns");
        }
    }
}
