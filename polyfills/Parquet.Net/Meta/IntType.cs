using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>An integer narrower than, or of other sign than, its physical type.</summary>
public class IntType
{
    public sbyte BitWidth { get; set; }

    public bool IsSigned { get; set; }

    internal static IntType Read(ref CompactReader reader)
    {
        var result = new IntType();
        int outer = reader.BeginStruct();
        while (reader.NextField(out int id))
        {
            switch (id)
            {
                case 1:
                    result.BitWidth = reader.ReadI8();
                    break;
                case 2:
                    result.IsSigned = reader.ReadBool();
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
        writer.I8(1, BitWidth);
        writer.Bool(2, IsSigned);
        writer.EndStruct();
    }
}
