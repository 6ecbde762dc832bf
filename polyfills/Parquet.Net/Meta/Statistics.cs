using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>What is known of the values of a column chunk without reading them; bounds are PLAIN encoded without length prefix.</summary>
public class Statistics
{
    /// <summary>Deprecated: ordered by signed comparison whatever the type.</summary>
    public byte[]? Max { get; set; }

    /// <summary>Deprecated: ordered by signed comparison whatever the type.</summary>
    public byte[]? Min { get; set; }

    public long? NullCount { get; set; }

    public long? DistinctCount { get; set; }

    /// <summary>Ordered as the column order says.</summary>
    public byte[]? MaxValue { get; set; }

    /// <summary>Ordered as the column order says.</summary>
    public byte[]? MinValue { get; set; }

    public bool? IsMaxValueExact { get; set; }

    public bool? IsMinValueExact { get; set; }

    internal static Statistics Read(ref CompactReader reader)
    {
        var result = new Statistics();
        int outer = reader.BeginStruct();
        while (reader.NextField(out int id))
        {
            switch (id)
            {
                case 1:
                    result.Max = reader.ReadBinary();
                    break;
                case 2:
                    result.Min = reader.ReadBinary();
                    break;
                case 3:
                    result.NullCount = reader.ReadI64();
                    break;
                case 4:
                    result.DistinctCount = reader.ReadI64();
                    break;
                case 5:
                    result.MaxValue = reader.ReadBinary();
                    break;
                case 6:
                    result.MinValue = reader.ReadBinary();
                    break;
                case 7:
                    result.IsMaxValueExact = reader.ReadBool();
                    break;
                case 8:
                    result.IsMinValueExact = reader.ReadBool();
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
        writer.Binary(1, Max);
        writer.Binary(2, Min);
        writer.I64(3, NullCount);
        writer.I64(4, DistinctCount);
        writer.Binary(5, MaxValue);
        writer.Binary(6, MinValue);
        writer.Bool(7, IsMaxValueExact);
        writer.Bool(8, IsMinValueExact);
        writer.EndStruct();
    }
}
