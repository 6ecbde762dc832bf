using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>A horizontal slice of the file.</summary>
public class RowGroup
{
    public List<ColumnChunk> Columns { get; set; } = [];

    /// <summary>Uncompressed bytes of all columns.</summary>
    public long TotalByteSize { get; set; }

    public long NumRows { get; set; }

    public long? FileOffset { get; set; }

    public long? TotalCompressedSize { get; set; }

    public short? Ordinal { get; set; }

    internal static RowGroup Read(ref CompactReader reader)
    {
        var result = new RowGroup();
        int outer = reader.BeginStruct();
        while (reader.NextField(out int id))
        {
            switch (id)
            {
                case 1:
                    result.Columns = ThriftList.Read(ref reader, CompactType.Struct, static (ref CompactReader element) => ColumnChunk.Read(ref element));
                    break;
                case 2:
                    result.TotalByteSize = reader.ReadI64();
                    break;
                case 3:
                    result.NumRows = reader.ReadI64();
                    break;
                case 5:
                    result.FileOffset = reader.ReadI64();
                    break;
                case 6:
                    result.TotalCompressedSize = reader.ReadI64();
                    break;
                case 7:
                    result.Ordinal = reader.ReadI16();
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
        writer.List(1, Columns, CompactType.Struct, static (output, element) => element.Write(output));
        writer.I64(2, TotalByteSize);
        writer.I64(3, NumRows);
        writer.I64(5, FileOffset);
        writer.I64(6, TotalCompressedSize);
        writer.I16(7, Ordinal);
        writer.EndStruct();
    }
}
