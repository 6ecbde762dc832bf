using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace ParquetPolyfill.Tests.Records;

/// <summary>Writes rows to a file and reads them back, through nothing but the public API.</summary>
public static class RecordFile
{
    public static async Task WriteAsync(Stream output, ParquetSchema schema, IReadOnlyList<object?[]> rows, ParquetOptions options, int rowsPerGroup = int.MaxValue)
    {
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, output, options);
        foreach (object?[][] part in rows.Chunk(rowsPerGroup))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            foreach (LeafColumn column in Shredder.Shred(schema, part))
            {
                await WriteAsync(group, column);
            }

            group.CompleteValidate();
        }
    }

    public static async Task<List<object?[]>> ReadAsync(Stream input, ParquetOptions? options = null)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(input, options);
        var rows = new List<object?[]>();
        foreach (ParquetRowGroupReader group in reader.RowGroups)
        {
            var columns = new List<LeafColumn>();
            foreach (DataField leaf in reader.Schema.GetDataFields())
            {
                columns.Add(await ReadAsync(group, leaf));
            }

            rows.AddRange(Assembler.Assemble(reader.Schema, columns, group.RowCount));
        }

        return rows;
    }

    private static Task WriteAsync(ParquetRowGroupWriter group, LeafColumn column) => column.Field.ClrType switch
    {
        var type when type == typeof(bool) => WriteAsync<bool>(group, column),
        var type when type == typeof(byte) => WriteAsync<byte>(group, column),
        var type when type == typeof(sbyte) => WriteAsync<sbyte>(group, column),
        var type when type == typeof(short) => WriteAsync<short>(group, column),
        var type when type == typeof(ushort) => WriteAsync<ushort>(group, column),
        var type when type == typeof(int) => WriteAsync<int>(group, column),
        var type when type == typeof(uint) => WriteAsync<uint>(group, column),
        var type when type == typeof(long) => WriteAsync<long>(group, column),
        var type when type == typeof(ulong) => WriteAsync<ulong>(group, column),
        var type when type == typeof(float) => WriteAsync<float>(group, column),
        var type when type == typeof(double) => WriteAsync<double>(group, column),
        var type when type == typeof(decimal) => WriteAsync<decimal>(group, column),
        var type when type == typeof(DateTime) => WriteAsync<DateTime>(group, column),
        var type when type == typeof(DateOnly) => WriteAsync<DateOnly>(group, column),
        var type when type == typeof(Guid) => WriteAsync<Guid>(group, column),
        var type when type == typeof(ReadOnlyMemory<char>) => WriteAsync<ReadOnlyMemory<char>>(group, column, static value => ((string)value).AsMemory()),
        var type when type == typeof(ReadOnlyMemory<byte>) => WriteAsync<ReadOnlyMemory<byte>>(group, column, static value => (byte[])value),
        var type => throw new ArgumentException($"no way to write {type}"),
    };

    private static Task WriteAsync<T>(ParquetRowGroupWriter group, LeafColumn column, Func<object, T>? convert = null)
        where T : struct
    {
        T[] values = [.. column.Values.Select(convert ?? (static value => (T)value))];
        return group.WriteAllPartsAsync<T>(column.Field, values, column.DefinitionLevels.ToArray(), column.RepetitionLevels.ToArray(), CancellationToken.None);
    }

    private static async Task<LeafColumn> ReadAsync(ParquetRowGroupReader group, DataField leaf)
    {
        using RawColumnData raw = await group.ReadRawColumnDataBaseAsync(leaf);
        return raw switch
        {
            RawColumnData<bool> data => Box(leaf, data),
            RawColumnData<byte> data => Box(leaf, data),
            RawColumnData<sbyte> data => Box(leaf, data),
            RawColumnData<short> data => Box(leaf, data),
            RawColumnData<ushort> data => Box(leaf, data),
            RawColumnData<int> data => Box(leaf, data),
            RawColumnData<uint> data => Box(leaf, data),
            RawColumnData<long> data => Box(leaf, data),
            RawColumnData<ulong> data => Box(leaf, data),
            RawColumnData<float> data => Box(leaf, data),
            RawColumnData<double> data => Box(leaf, data),
            RawColumnData<decimal> data => Box(leaf, data),
            RawColumnData<DateTime> data => Box(leaf, data),
            RawColumnData<DateOnly> data => Box(leaf, data),
            RawColumnData<Guid> data => Box(leaf, data),
            RawColumnData<ReadOnlyMemory<char>> data => Box(leaf, data, static value => new string(value.Span)),
            RawColumnData<ReadOnlyMemory<byte>> data => Box(leaf, data, static value => value.ToArray()),
            _ => throw new ArgumentException($"no way to read {leaf.ClrType}"),
        };
    }

    private static LeafColumn Box<T>(DataField leaf, RawColumnData<T> data, Func<T, object>? convert = null)
        where T : struct
    {
        var column = new LeafColumn(leaf);
        int slot = 0;
        foreach (T? value in data.NullableValues)
        {
            object? boxed = value is null ? null : convert?.Invoke(value.Value) ?? value;
            int definition = leaf.MaxDefinitionLevel == 0 ? 0 : data.DefinitionLevels[slot];
            int repetition = leaf.MaxRepetitionLevel == 0 ? 0 : data.RepetitionLevels[slot];
            column.Add(boxed, definition, repetition);
            slot++;
        }

        return column;
    }
}
