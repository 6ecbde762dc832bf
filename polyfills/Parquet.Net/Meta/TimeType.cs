using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>A time of day.</summary>
public class TimeType
{
    public bool IsAdjustedToUTC { get; set; }

    public TimeUnit Unit { get; set; } = new();

    internal static TimeType Read(ref CompactReader reader)
    {
        var result = new TimeType();
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
