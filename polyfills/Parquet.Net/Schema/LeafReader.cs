using Parquet.Meta;
using Physical = Parquet.Meta.Type;

namespace Parquet.Schema;

/// <summary>Chooses the CLR type of a leaf found in a file.</summary>
internal static class LeafReader
{
    public static DataField Read(SchemaElement element, FieldRepetitionType repetition, ParquetOptions options)
    {
        if (element.Type == Physical.FIXED_LEN_BYTE_ARRAY && element.TypeLength is not > 0)
        {
            throw new ParquetException($"Leaf '{element.Name}' has values of fixed length, but the length is {element.TypeLength?.ToString() ?? "missing"}");
        }

        return element.Type switch
        {
            Physical.BOOLEAN => Plain(typeof(bool)),
            Physical.INT32 when IsDecimal(element) => Decimal(),
            Physical.INT64 when IsDecimal(element) => Decimal(),
            Physical.INT32 => Int32(),
            Physical.INT64 => Int64(),
            Physical.INT96 => new DateTimeDataField(element.Name, DateTimeFormat.Impala, true, DateTimeTimeUnit.Nanos, repetition, element),
            Physical.FLOAT => Plain(typeof(float)),
            Physical.DOUBLE => Plain(typeof(double)),
            Physical.BYTE_ARRAY when IsDecimal(element) => Decimal(),
            Physical.FIXED_LEN_BYTE_ARRAY when IsDecimal(element) => Decimal(),
            Physical.FIXED_LEN_BYTE_ARRAY when element.LogicalType?.UUID is not null && element.TypeLength == 16 => Plain(typeof(Guid)),
            Physical.FIXED_LEN_BYTE_ARRAY => Plain(typeof(ReadOnlyMemory<byte>)),
            Physical.BYTE_ARRAY => Plain(IsText(element, options) ? typeof(ReadOnlyMemory<char>) : typeof(ReadOnlyMemory<byte>)),
            _ => throw new ParquetException($"Leaf '{element.Name}' has the unknown physical type {(int?)element.Type}"),
        };

        DataField Plain(System.Type type) => new(element.Name, type, repetition, element);

        DataField Decimal() => new DecimalDataField(element.Name, repetition, element);

        DataField Int32()
        {
            IntType? integer = element.LogicalType?.INTEGER;
            if (element.LogicalType?.DATE is not null || element.ConvertedType == ConvertedType.DATE)
            {
                return options.UseDateOnlyTypeForDates
                    ? Plain(typeof(DateOnly))
                    : new DateTimeDataField(element.Name, DateTimeFormat.Date, true, DateTimeTimeUnit.Millis, repetition, element);
            }

            return Plain((element.ConvertedType, integer?.BitWidth, integer?.IsSigned) switch
            {
                (ConvertedType.INT_8, _, _) or (_, 8, true) => typeof(sbyte),
                (ConvertedType.UINT_8, _, _) or (_, 8, false) => typeof(byte),
                (ConvertedType.INT_16, _, _) or (_, 16, true) => typeof(short),
                (ConvertedType.UINT_16, _, _) or (_, 16, false) => typeof(ushort),
                (ConvertedType.UINT_32, _, _) or (_, 32, false) => typeof(uint),
                _ => typeof(int),
            });
        }

        DataField Int64()
        {
            TimestampType? timestamp = element.LogicalType?.TIMESTAMP;
            DateTimeTimeUnit? unit = (element.ConvertedType, timestamp?.Unit) switch
            {
                (ConvertedType.TIMESTAMP_MILLIS, _) or (_, { MILLIS: not null }) => DateTimeTimeUnit.Millis,
                (ConvertedType.TIMESTAMP_MICROS, _) or (_, { MICROS: not null }) => DateTimeTimeUnit.Micros,
                (_, { NANOS: not null }) => DateTimeTimeUnit.Nanos,
                _ => null,
            };
            if (unit is { } known)
            {
                return new DateTimeDataField(element.Name, DateTimeFormat.Timestamp, timestamp?.IsAdjustedToUTC ?? true, known, repetition, element);
            }

            bool isUnsigned = element.ConvertedType == ConvertedType.UINT_64 || element.LogicalType?.INTEGER is { BitWidth: 64, IsSigned: false };
            return Plain(isUnsigned ? typeof(ulong) : typeof(long));
        }
    }

    private static bool IsDecimal(SchemaElement element) => element.ConvertedType == ConvertedType.DECIMAL || element.LogicalType?.DECIMAL is not null;

    private static bool IsText(SchemaElement element, ParquetOptions options) =>
        element.ConvertedType is ConvertedType.UTF8 or ConvertedType.ENUM or ConvertedType.JSON
        || element.LogicalType is { STRING: not null } or { ENUM: not null } or { JSON: not null }
        || (options.TreatByteArrayAsString && element.ConvertedType is null && element.LogicalType is null);
}
