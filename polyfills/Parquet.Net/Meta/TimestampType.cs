using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>An instant or a local date and time.</summary>
public class TimestampType
{
    public bool IsAdjustedToUTC { get; set; }

    public TimeUnit Unit { get; set; } = new();

    internal static TimestampType Read(ref CompactReader reader)
    {
        var result = new TimestampType();
        int outer = reader.BeginStruct();
        while (reader.NextField(out int id))
        {
            switch (id)
            {
                case 1:
                    result.IsAdjustedToUTC = reader.ReadBool();
                    break;
                case 2:
                    result.Unit = TimeUnit.Read(ref reader);
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
        writer.Bool(1, IsAdjustedToUTC);
        writer.StructField(2, Unit.Write);
        writer.EndStruct();
    }
}
