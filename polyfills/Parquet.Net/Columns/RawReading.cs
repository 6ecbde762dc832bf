using System.Buffers;
using System.Runtime.CompilerServices;
using Parquet.Data;
using Parquet.Schema;

namespace Parquet.Columns;

/// <summary>Reads a column whose type is known only at run time.</summary>
internal static class RawReading
{
    public static ValueTask<RawColumnData> ReadAsync(ParquetRowGroupReader group, DataField field, CancellationToken cancellationToken)
    {
        Type type = field.ClrType;
        return type == typeof(bool) ? ReadAsync<bool>(group, field, cancellationToken)
            : type == typeof(byte) ? ReadAsync<byte>(group, field, cancellationToken)
            : type == typeof(sbyte) ? ReadAsync<sbyte>(group, field, cancellationToken)
            : type == typeof(short) ? ReadAsync<short>(group, field, cancellationToken)
            : type == typeof(ushort) ? ReadAsync<ushort>(group, field, cancellationToken)
            : type == typeof(int) ? ReadAsync<int>(group, field, cancellationToken)
            : type == typeof(uint) ? ReadAsync<uint>(group, field, cancellationToken)
            : type == typeof(long) ? ReadAsync<long>(group, field, cancellationToken)
            : type == typeof(ulong) ? ReadAsync<ulong>(group, field, cancellationToken)
            : type == typeof(float) ? ReadAsync<float>(group, field, cancellationToken)
            : type == typeof(double) ? ReadAsync<double>(group, field, cancellationToken)
            : type == typeof(decimal) ? ReadAsync<decimal>(group, field, cancellationToken)
            : type == typeof(DateTime) ? ReadAsync<DateTime>(group, field, cancellationToken)
            : type == typeof(DateOnly) ? ReadAsync<DateOnly>(group, field, cancellationToken)
            : type == typeof(Guid) ? ReadAsync<Guid>(group, field, cancellationToken)
            : type == typeof(ReadOnlyMemory<char>) ? ReadAsync<ReadOnlyMemory<char>>(group, field, cancellationToken)
            : ReadAsync<ReadOnlyMemory<byte>>(group, field, cancellationToken);
    }

    private static async ValueTask<RawColumnData> ReadAsync<T>(ParquetRowGroupReader group, DataField field, CancellationToken cancellationToken)
        where T : struct
    {
        using ChunkBytes chunk = await group.LoadAsync(field, cancellationToken);
        LeafCodec<T> codec = LeafCodecs.For<T>(field);
        int slots = group.Slots(field);
        PageWalk.RequireSlots(chunk, slots);
        T[] values = ArrayPool<T>.Shared.Rent(Math.Max(1, slots));
        int[] definitions = ArrayPool<int>.Shared.Rent(Math.Max(1, slots));
        int[] repetitions = ArrayPool<int>.Shared.Rent(Math.Max(1, slots));
        int present;
        try
        {
            present = group.Decode(chunk, field, codec, values, definitions, repetitions);
        }
        catch
        {
            ArrayPool<T>.Shared.Return(values, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
            ArrayPool<int>.Shared.Return(definitions);
            ArrayPool<int>.Shared.Return(repetitions);
            throw;
        }

        return new RawColumnData<T>(values, definitions, repetitions, slots, present, field.MaxDefinitionLevel, field.MaxRepetitionLevel);
    }
}
