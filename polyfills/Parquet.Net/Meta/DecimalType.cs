using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>A scaled integer.</summary>
public class DecimalType
{
    public int Scale { get; set; }

    public int Precision { get; set; }

    internal static DecimalType Read(ref CompactReader reader)
    {
        var result = new DecimalType();
        int outer = reader.BeginStruct();
        while (reader.NextField(out int id))
        {
            switch (id)
            {
                case 1:
                    result.Scale = reader.ReadI32();
                    break;
                case 2:
                    result.Precision = reader.ReadI32();
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
        writer.I32(1, Scale);
        writer.I32(2, Precision);
        writer.EndStruct();
    }
}
