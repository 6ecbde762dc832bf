using Parquet;
using Parquet.Data;
using Parquet.Schema;
using Xunit;

namespace ParquetPolyfill.Tests.Robustness;

/// <summary>Reads all that a file says it has, into buffers of the size that the footer gives, as callers do.</summary>
internal static class WholeFile
{
    public static async Task ReadAsync(Stream stream)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        foreach (ParquetRowGroupReader group in reader.RowGroups)
        {
            foreach (DataField leaf in reader.Schema.GetDataFields())
            {
                group.GetStatistics(leaf);
                await ReadAsync(group, leaf);
            }
        }
    }

    private static Task ReadAsync(ParquetRowGroupReader group, DataField leaf) =>
        leaf.ClrType == typeof(int) ? ReadAsync<int>(group, leaf)
        : leaf.ClrType == typeof(long) ? ReadAsync<long>(group, leaf)
        : leaf.ClrType == typeof(double) ? ReadAsync<double>(group, leaf)
        : leaf.ClrType == typeof(ReadOnlyMemory<char>) ? ReadAsync<ReadOnlyMemory<char>>(group, leaf)
        : ReadUntypedAsync(group, leaf);

    private static async Task ReadAsync<T>(ParquetRowGroupReader group, DataField leaf)
        where T : struct
    {
        int slots = checked((int)group.GetMetadata(leaf)!.MetaData!.NumValues);
        await group.ReadRawAsync<T>(leaf, new T[slots], new int[slots], new int[slots]);
    }

    private static async Task ReadUntypedAsync(ParquetRowGroupReader group, DataField leaf)
    {
        using RawColumnData raw = await group.ReadRawColumnDataBaseAsync(leaf);
        Assert.NotNull(raw);
    }
}
