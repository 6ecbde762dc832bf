using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>Unit of a time or timestamp: exactly one is set.</summary>
public class TimeUnit
{
    public MilliSeconds? MILLIS { get; set; }

    public MicroSeconds? MICROS { get; set; }

    public NanoSeconds? NANOS { get; set; }

    internal static TimeUnit Read(ref CompactReader reader)
    {
        var result = new TimeUnit();
        int outer = reader.BeginStruct();
        while (reader.NextField(out int id))
        {
            switch (id)
            {
                case 1:
                    reader.Skip();
                    result.MILLIS = new MilliSeconds();
                    break;
                case 2:
                    reader.Skip();
                    result.MICROS = new MicroSeconds();
                    break;
                case 3:
                    reader.Skip();
                    result.NANOS = new NanoSeconds();
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
        writer.EmptyStruct(1, MILLIS);
        writer.EmptyStruct(2, MICROS);
        writer.EmptyStruct(3, NANOS);
        writer.EndStruct();
    }
}
