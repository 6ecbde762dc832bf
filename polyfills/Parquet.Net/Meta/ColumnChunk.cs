using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>One column of one row group.</summary>
public class ColumnChunk
{
    /// <summary>Set when the chunk lies in another file.</summary>
    public string? FilePath { get; set; }

    public long FileOffset { get; set; }

    public ColumnMetaData? MetaData { get; set; }

    internal static ColumnChunk Read(ref CompactReader reader)
    {
        var result = new ColumnChunk();
        int outer = reader.BeginStruct();
        while (reader.NextField(out int id))
        {
            switch (id)
            {
                case 1:
                    result.FilePath = reader.ReadString();
                    break;
                case 2:
                    result.FileOffset = reader.ReadI64();
                    break;
                case 3:
                    result.MetaData = ColumnMetaData.Read(ref reader);
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
        writer.String(1, FilePath);
        writer.I64(2, FileOffset);
        if (MetaData is not null)
        {
            writer.StructField(3, MetaData.Write);
        }

        writer.EndStruct();
    }
}
