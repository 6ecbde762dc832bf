using Parquet.Meta;
using Parquet.Schema;
using Physical = Parquet.Meta.Type;

namespace Parquet.Columns;

/// <summary>Finds the codec of a leaf.</summary>
internal static class LeafCodecs
{
    /// <param name="field">A leaf that belongs to a schema.</param>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the type of the leaf's values.</exception>
    public static LeafCodec<T> For<T>(DataField field) =>
        Create(field, typeof(T)) as LeafCodec<T>
        ?? throw new ArgumentException($"Column '{field.Path}' holds values of type {field.ClrType}, not {typeof(T)}");

    /// <summary>The codec for values of a type; null when the leaf has no such values.</summary>
    public static object? Create(DataField field, System.Type type)
    {
        System.Type value = type == typeof(string) ? typeof(ReadOnlyMemory<char>) : type == typeof(byte[]) ? typeof(ReadOnlyMemory<byte>) : type;
        if (value != field.ClrType)
        {
            return null;
        }

        SchemaElement element = field.SchemaElement ?? field.Describe();
        return element.Type switch
        {
            Physical.BOOLEAN => new BooleanCodec(),
            Physical.INT32 => OfInt32(field, element, value),
            Physical.INT64 => OfInt64(field, element, value),
            Physical.INT96 => new ConvertedCodec<DateTime, JulianTime.Stored, JulianTime>(Physical.INT96, default, hasOrder: false),
            Physical.FLOAT => new BlittableCodec<float>(Physical.FLOAT),
            Physical.DOUBLE => new BlittableCodec<double>(Physical.DOUBLE),
            Physical.BYTE_ARRAY when value == typeof(decimal) => new VariableDecimalCodec(Scale(field, element)),
            Physical.BYTE_ARRAY when type == typeof(string) => new TextCodec<string, TextString>(),
            Physical.BYTE_ARRAY when value == typeof(ReadOnlyMemory<char>) => new TextCodec<ReadOnlyMemory<char>, TextSlice>(),
            Physical.BYTE_ARRAY when type == typeof(byte[]) => new BinaryCodec<byte[], BinaryArray>(),
            Physical.BYTE_ARRAY => new BinaryCodec<ReadOnlyMemory<byte>, BinarySlice>(),
            Physical.FIXED_LEN_BYTE_ARRAY when value == typeof(Guid) =>
                new ConvertedCodec<Guid, GuidBytes.Stored, GuidBytes>(Physical.FIXED_LEN_BYTE_ARRAY, default),
            Physical.FIXED_LEN_BYTE_ARRAY when value == typeof(decimal) => new FixedDecimalCodec(element.TypeLength ?? 0, Scale(field, element)),
            Physical.FIXED_LEN_BYTE_ARRAY when type == typeof(byte[]) => new FixedBinaryCodec<byte[], BinaryArray>(element.TypeLength ?? 0),
            Physical.FIXED_LEN_BYTE_ARRAY => new FixedBinaryCodec<ReadOnlyMemory<byte>, BinarySlice>(element.TypeLength ?? 0),
            _ => null,
        };
    }

    private static object? OfInt32(DataField field, SchemaElement element, System.Type type) =>
        type == typeof(int) ? new BlittableCodec<int>(Physical.INT32)
        : type == typeof(uint) ? new BlittableCodec<uint>(Physical.INT32)
        : type == typeof(byte) ? new ConvertedCodec<byte, int, NarrowInteger<byte>>(Physical.INT32, default)
        : type == typeof(sbyte) ? new ConvertedCodec<sbyte, int, NarrowInteger<sbyte>>(Physical.INT32, default)
        : type == typeof(short) ? new ConvertedCodec<short, int, NarrowInteger<short>>(Physical.INT32, default)
        : type == typeof(ushort) ? new ConvertedCodec<ushort, int, NarrowInteger<ushort>>(Physical.INT32, default)
        : type == typeof(DateOnly) ? new ConvertedCodec<DateOnly, int, EpochDay>(Physical.INT32, default)
        : type == typeof(DateTime) ? new ConvertedCodec<DateTime, int, EpochDayTime>(Physical.INT32, default)
        : type == typeof(decimal) ? new ConvertedCodec<decimal, int, ScaledInteger<int>>(Physical.INT32, new ScaledInteger<int>(Scale(field, element)))
        : null;

    private static object? OfInt64(DataField field, SchemaElement element, System.Type type) =>
        type == typeof(long) ? new BlittableCodec<long>(Physical.INT64)
        : type == typeof(ulong) ? new BlittableCodec<ulong>(Physical.INT64)
        : type == typeof(DateTime) ? new ConvertedCodec<DateTime, long, EpochTime>(Physical.INT64, Timestamp(field))
        : type == typeof(decimal) ? new ConvertedCodec<decimal, long, ScaledInteger<long>>(Physical.INT64, new ScaledInteger<long>(Scale(field, element)))
        : null;

    private static EpochTime Timestamp(DataField field)
    {
        var timestamp = (DateTimeDataField)field;
        long ticks = timestamp.Unit switch
        {
            DateTimeTimeUnit.Millis => TimeSpan.TicksPerMillisecond,
            DateTimeTimeUnit.Micros => TimeSpan.TicksPerMicrosecond,
            _ => 0,
        };
        return new EpochTime(ticks, timestamp.IsAdjustedToUTC);
    }

    private static DecimalScale Scale(DataField field, SchemaElement element)
    {
        int precision = element.Precision ?? element.LogicalType?.DECIMAL?.Precision ?? 0;
        int scale = element.Scale ?? element.LogicalType?.DECIMAL?.Scale ?? 0;
        return precision is >= 1 and <= 1000 && scale >= 0 && scale <= precision
            ? new DecimalScale(precision, scale)
            : throw new ParquetException($"Column '{field.Path}' is a decimal of {precision} digits, {scale} of them after the point; that is not allowed");
    }
}
