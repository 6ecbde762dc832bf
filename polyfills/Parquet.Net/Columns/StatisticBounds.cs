using Parquet.Schema;
using Physical = Parquet.Meta.Type;

namespace Parquet.Columns;

/// <summary>Reads smallest and largest values out of column statistics.</summary>
internal static class StatisticBounds
{
    /// <summary>A bound as the leaf's type, strings and byte arrays as such; null when there is none that tells anything.</summary>
    /// <param name="field">A leaf of the file's schema.</param>
    /// <param name="ordered">The bound in the order of the leaf's type.</param>
    /// <param name="signed">The deprecated bound, whose writers compared by sign whatever the type.</param>
    public static object? Read(DataField field, byte[]? ordered, byte[]? signed)
    {
        byte[]? bound = ordered ?? (IsSigned(field) ? signed : null);
        try
        {
            return bound is null ? null : Read(field, bound) switch
            {
                double.NaN or float.NaN => null,
                var value => value,
            };
        }
        catch (ParquetException)
        {
            // A bound beyond the range of the CLR type says nothing that a caller could compare with.
            return null;
        }
    }

    private static bool IsSigned(DataField field) => field.SchemaElement?.Type switch
    {
        Physical.BOOLEAN or Physical.FLOAT or Physical.DOUBLE => true,
        Physical.INT32 or Physical.INT64 => field.ClrType != typeof(byte) && field.ClrType != typeof(ushort) && field.ClrType != typeof(uint) && field.ClrType != typeof(ulong),
        _ => false,
    };

    private static object? Read(DataField field, byte[] bound) => LeafCodecs.Create(field, field.ClrType) switch
    {
        LeafCodec<bool> codec => codec.ReadBound(bound),
        LeafCodec<byte> codec => codec.ReadBound(bound),
        LeafCodec<sbyte> codec => codec.ReadBound(bound),
        LeafCodec<short> codec => codec.ReadBound(bound),
        LeafCodec<ushort> codec => codec.ReadBound(bound),
        LeafCodec<int> codec => codec.ReadBound(bound),
        LeafCodec<uint> codec => codec.ReadBound(bound),
        LeafCodec<long> codec => codec.ReadBound(bound),
        LeafCodec<ulong> codec => codec.ReadBound(bound),
        LeafCodec<float> codec => codec.ReadBound(bound),
        LeafCodec<double> codec => codec.ReadBound(bound),
        LeafCodec<decimal> codec => codec.ReadBound(bound),
        LeafCodec<DateTime> codec => codec.ReadBound(bound),
        LeafCodec<DateOnly> codec => codec.ReadBound(bound),
        LeafCodec<Guid> codec => codec.ReadBound(bound),
        LeafCodec<ReadOnlyMemory<char>> codec => codec.ReadBound(bound),
        LeafCodec<ReadOnlyMemory<byte>> codec => codec.ReadBound(bound),
        _ => null,
    };
}
