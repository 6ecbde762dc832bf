using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>Header of a dictionary page.</summary>
public class DictionaryPageHeader
{
    public int NumValues { get; set; }

    public Encoding Encoding { get; set; }

    public bool? IsSorted { get; set; }

    internal static DictionaryPageHeader Read(ref CompactReader reader)
    {
        var result = new DictionaryPageHeader();
        int outer = reader.BeginStruct();
        while (reader.NextField(out int id))
        {
            switch (id)
            {
                case 1:
                    result.NumValues = reader.ReadI32();
                    break;
                case 2:
                    result.Encoding = (Encoding)reader.ReadI32();
                    break;
                case 3:
                    result.IsSorted = reader.ReadBool();
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
        writer.I32(1, NumValues);
        writer.I32(2, (int)Encoding);
        writer.Bool(3, IsSorted);
        writer.EndStruct();
    }
}
