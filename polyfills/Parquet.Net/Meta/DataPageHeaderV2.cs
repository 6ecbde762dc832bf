using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>Header of a data page, version 2: levels are never compressed and carry no length prefix.</summary>
public class DataPageHeaderV2
{
    /// <summary>Level slots of the page, nulls included.</summary>
    public int NumValues { get; set; }

    public int NumNulls { get; set; }

    public int NumRows { get; set; }

    public Encoding Encoding { get; set; }

    public int DefinitionLevelsByteLength { get; set; }

    public int RepetitionLevelsByteLength { get; set; }

    /// <summary>Absent means compressed.</summary>
    public bool? IsCompressed { get; set; }

    public Statistics? Statistics { get; set; }

    internal static DataPageHeaderV2 Read(ref CompactReader reader)
    {
        var result = new DataPageHeaderV2();
        int outer = reader.BeginStruct();
        while (reader.NextField(out int id))
        {
            switch (id)
            {
                case 1:
                    result.NumValues = reader.ReadI32();
                    break;
                case 2:
                    result.NumNulls = reader.ReadI32();
                    break;
                case 3:
                    result.NumRows = reader.ReadI32();
                    break;
                case 4:
                    result.Encoding = (Encoding)reader.ReadI32();
                    break;
                case 5:
                    result.DefinitionLevelsByteLength = reader.ReadI32();
                    break;
                case 6:
                    result.RepetitionLevelsByteLength = reader.ReadI32();
                    break;
                case 7:
                    result.IsCompressed = reader.ReadBool();
                    break;
                case 8:
                    result.Statistics = Statistics.Read(ref reader);
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
        writer.I32(2, NumNulls);
        writer.I32(3, NumRows);
        writer.I32(4, (int)Encoding);
        writer.I32(5, DefinitionLevelsByteLength);
        writer.I32(6, RepetitionLevelsByteLength);
        writer.Bool(7, IsCompressed);
        if (Statistics is not null)
        {
            writer.StructField(8, Statistics.Write);
        }

        writer.EndStruct();
    }
}
