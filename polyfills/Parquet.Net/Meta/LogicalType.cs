using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>What a physical value means: exactly one is set.</summary>
public class LogicalType
{
    public StringType? STRING { get; set; }

    public MapType? MAP { get; set; }

    public ListType? LIST { get; set; }

    public EnumType? ENUM { get; set; }

    public DecimalType? DECIMAL { get; set; }

    public DateType? DATE { get; set; }

    public TimeType? TIME { get; set; }

    public TimestampType? TIMESTAMP { get; set; }

    public IntType? INTEGER { get; set; }

    public NullType? UNKNOWN { get; set; }

    public JsonType? JSON { get; set; }

    public BsonType? BSON { get; set; }

    public UUIDType? UUID { get; set; }

    public Float16Type? FLOAT16 { get; set; }

    internal static LogicalType Read(ref CompactReader reader)
    {
        var result = new LogicalType();
        int outer = reader.BeginStruct();
        while (reader.NextField(out int id))
        {
            switch (id)
            {
                case 1:
                    reader.Skip();
                    result.STRING = new StringType();
                    break;
                case 2:
                    reader.Skip();
                    result.MAP = new MapType();
                    break;
                case 3:
                    reader.Skip();
                    result.LIST = new ListType();
                    break;
                case 4:
                    reader.Skip();
                    result.ENUM = new EnumType();
                    break;
                case 5:
                    result.DECIMAL = DecimalType.Read(ref reader);
                    break;
                case 6:
                    reader.Skip();
                    result.DATE = new DateType();
                    break;
                case 7:
                    result.TIME = TimeType.Read(ref reader);
                    break;
                case 8:
                    result.TIMESTAMP = TimestampType.Read(ref reader);
                    break;
                case 10:
                    result.INTEGER = IntType.Read(ref reader);
                    break;
                case 11:
                    reader.Skip();
                    result.UNKNOWN = new NullType();
                    break;
                case 12:
                    reader.Skip();
                    result.JSON = new JsonType();
                    break;
                case 13:
                    reader.Skip();
                    result.BSON = new BsonType();
                    break;
                case 14:
                    reader.Skip();
                    result.UUID = new UUIDType();
                    break;
                case 15:
                    reader.Skip();
                    result.FLOAT16 = new Float16Type();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.EndStruct(outer);
        return result;
    }

    internal void Write(CompactWriter writer)
    {
        writer.BeginStruct();
        writer.EmptyStruct(1, STRING);
        writer.EmptyStruct(2, MAP);
        writer.EmptyStruct(3, LIST);
        writer.EmptyStruct(4, ENUM);
        if (DECIMAL is not null)
        {
            writer.StructField(5, DECIMAL.Write);
        }

        writer.EmptyStruct(6, DATE);
        if (TIME is not null)
        {
            writer.StructField(7, TIME.Write);
        }

        if (TIMESTAMP is not null)
        {
            writer.StructField(8, TIMESTAMP.Write);
        }

        if (INTEGER is not null)
        {
            writer.StructField(10, INTEGER.Write);
        }

        writer.EmptyStruct(11, UNKNOWN);
        writer.EmptyStruct(12, JSON);
        writer.EmptyStruct(13, BSON);
        writer.EmptyStruct(14, UUID);
        writer.EmptyStruct(15, FLOAT16);
        writer.EndStruct();
    }
}
