using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>Header of a data page, version 1.</summary>
public class DataPageHeader
{
    /// <summary>Level slots of the page, nulls included.</summary>
    public int NumValues { get; set; }

    public Encoding Encoding { get; set; }

    public Encoding DefinitionLevelEncoding { get; set; }

    public Encoding RepetitionLevelEncoding { get; set; }

    public Statistics? Statistics { get; set; }

    internal static DataPageHeader Read(ref CompactReader reader)
    {
        var result = new DataPageHeader();
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
                    result.DefinitionLevelEncoding = (Encoding)reader.ReadI32();
                    break;
                case 4:
                    result.RepetitionLevelEncoding = (Encoding)reader.ReadI32();
                    break;
                case 5:
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
        writer.I32(2, (int)Encoding);
        writer.I32(3, (int)DefinitionLevelEncoding);
        writer.I32(4, (int)RepetitionLevelEncoding);
        if (Statistics is not null)
        {
            writer.StructField(5, Statistics.Write);
        }

        writer.EndStruct();
    }
}
