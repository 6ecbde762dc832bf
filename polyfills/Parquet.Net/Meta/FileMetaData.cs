using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>The footer.</summary>
public class FileMetaData
{
    public int Version { get; set; }

    public List<SchemaElement> Schema { get; set; } = [];

    public long NumRows { get; set; }

    public List<RowGroup> RowGroups { get; set; } = [];

    public List<KeyValue>? KeyValueMetadata { get; set; }

    public string? CreatedBy { get; set; }

    public List<ColumnOrder>? ColumnOrders { get; set; }

    internal static FileMetaData Read(ref CompactReader reader)
    {
        var result = new FileMetaData();
        int outer = reader.BeginStruct();
        while (reader.NextField(out int id))
        {
            switch (id)
            {
                case 1:
                    result.Version = reader.ReadI32();
                    break;
                case 2:
                    result.Schema = ThriftList.Read(ref reader, CompactType.Struct, static (ref CompactReader element) => SchemaElement.Read(ref element));
                    break;
                case 3:
                    result.NumRows = reader.ReadI64();
                    break;
                case 4:
                    result.RowGroups = ThriftList.Read(ref reader, CompactType.Struct, static (ref CompactReader element) => RowGroup.Read(ref element));
                    break;
                case 5:
                    result.KeyValueMetadata = ThriftList.Read(ref reader, CompactType.Struct, static (ref CompactReader element) => KeyValue.Read(ref element));
                    break;
                case 6:
                    result.CreatedBy = reader.ReadString();
                    break;
                case 7:
                    result.ColumnOrders = ThriftList.Read(ref reader, CompactType.Struct, static (ref CompactReader element) => ColumnOrder.Read(ref element));
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
        writer.I32(1, Version);
        writer.List(2, Schema, CompactType.Struct, static (output, element) => element.Write(output));
        writer.I64(3, NumRows);
        writer.List(4, RowGroups, CompactType.Struct, static (output, element) => element.Write(output));
        writer.List(5, KeyValueMetadata, CompactType.Struct, static (output, element) => element.Write(output));
        writer.String(6, CreatedBy);
        writer.List(7, ColumnOrders, CompactType.Struct, static (output, element) => element.Write(output));
        writer.EndStruct();
    }
}
