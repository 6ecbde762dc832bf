using Parquet.Meta;
using Physical = Parquet.Meta.Type;

namespace Parquet.Schema;

/// <summary>Physical type and annotations, older and newer, of the leaves declared in code.</summary>
internal static class LeafAnnotation
{
    public static void Apply(System.Type type, SchemaElement element)
    {
        if (type == typeof(bool))
        {
            element.Type = Physical.BOOLEAN;
        }
        else if (type == typeof(int))
        {
            element.Type = Physical.INT32;
        }
        else if (type == typeof(long))
        {
            element.Type = Physical.INT64;
        }
        else if (type == typeof(float))
        {
            element.Type = Physical.FLOAT;
        }
        else if (type == typeof(double))
        {
            element.Type = Physical.DOUBLE;
        }
        else if (type == typeof(ReadOnlyMemory<char>))
        {
            element.Type = Physical.BYTE_ARRAY;
            element.ConvertedType = ConvertedType.UTF8;
            element.LogicalType = new LogicalType { STRING = new StringType() };
        }
        else if (type == typeof(ReadOnlyMemory<byte>))
        {
            element.Type = Physical.BYTE_ARRAY;
        }
        else if (type == typeof(Guid))
        {
            element.Type = Physical.FIXED_LEN_BYTE_ARRAY;
            element.TypeLength = 16;
            element.LogicalType = new LogicalType { UUID = new UUIDType() };
        }
        else if (type == typeof(DateOnly))
        {
            Date(element);
        }
        else if (type == typeof(DateTime))
        {
            element.Type = Physical.INT96;
        }
        else if (type == typeof(decimal))
        {
            Decimal(element, precision: 38, scale: 18, forceByteArray: false);
        }
        else
        {
            Integer(type, element);
        }
    }

    public static void Date(SchemaElement element)
    {
        element.Type = Physical.INT32;
        element.ConvertedType = ConvertedType.DATE;
        element.LogicalType = new LogicalType { DATE = new DateType() };
    }

    public static void Timestamp(SchemaElement element, DateTimeTimeUnit unit, bool isAdjustedToUtc, bool isConverted)
    {
        element.Type = Physical.INT64;
        element.ConvertedType = !isConverted ? null
            : unit switch
            {
                DateTimeTimeUnit.Millis => ConvertedType.TIMESTAMP_MILLIS,
                DateTimeTimeUnit.Micros => ConvertedType.TIMESTAMP_MICROS,
                _ => null,
            };
        var stored = new TimeUnit
        {
            MILLIS = unit == DateTimeTimeUnit.Millis ? new MilliSeconds() : null,
            MICROS = unit == DateTimeTimeUnit.Micros ? new MicroSeconds() : null,
            NANOS = unit == DateTimeTimeUnit.Nanos ? new NanoSeconds() : null,
        };
        element.LogicalType = new LogicalType { TIMESTAMP = new TimestampType { IsAdjustedToUTC = isAdjustedToUtc, Unit = stored } };
    }

    public static void Decimal(SchemaElement element, int precision, int scale, bool forceByteArray)
    {
        if (forceByteArray || precision > 18)
        {
            element.Type = Physical.FIXED_LEN_BYTE_ARRAY;
            element.TypeLength = FixedDecimalLength(precision);
        }
        else
        {
            element.Type = precision <= 9 ? Physical.INT32 : Physical.INT64;
        }

        element.ConvertedType = ConvertedType.DECIMAL;
        element.Precision = precision;
        element.Scale = scale;
        element.LogicalType = new LogicalType { DECIMAL = new DecimalType { Precision = precision, Scale = scale } };
    }

    /// <summary>Bytes of the smallest two's complement integer that holds every number of so many digits.</summary>
    private static int FixedDecimalLength(int precision) => (int)Math.Ceiling(((precision * Math.Log2(10)) + 1) / 8);

    private static void Integer(System.Type type, SchemaElement element)
    {
        (Physical physical, ConvertedType converted, sbyte width, bool isSigned) =
            type == typeof(sbyte) ? (Physical.INT32, ConvertedType.INT_8, (sbyte)8, true)
            : type == typeof(byte) ? (Physical.INT32, ConvertedType.UINT_8, (sbyte)8, false)
            : type == typeof(short) ? (Physical.INT32, ConvertedType.INT_16, (sbyte)16, true)
            : type == typeof(ushort) ? (Physical.INT32, ConvertedType.UINT_16, (sbyte)16, false)
            : type == typeof(uint) ? (Physical.INT32, ConvertedType.UINT_32, (sbyte)32, false)
            : type == typeof(ulong) ? (Physical.INT64, ConvertedType.UINT_64, (sbyte)64, false)
            : throw new NotSupportedException($"Field '{element.Name}': type {type} has no form in Parquet");
        element.Type = physical;
        element.ConvertedType = converted;
        element.LogicalType = new LogicalType { INTEGER = new IntType { BitWidth = width, IsSigned = isSigned } };
    }
}
