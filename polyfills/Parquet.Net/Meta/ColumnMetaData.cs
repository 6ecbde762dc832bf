using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>Where and how a column chunk is stored.</summary>
public class ColumnMetaData
{
    public Type Type { get; set; }

    public List<Encoding> Encodings { get; set; } = [];

    public List<string> PathInSchema { get; set; } = [];

    public CompressionCodec Codec { get; set; }

    /// <summary>Level slots of the chunk, nulls included.</summary>
    public long NumValues { get; set; }

    /// <summary>Bytes, page headers included.</summary>
    public long TotalUncompressedSize { get; set; }

    /// <summary>Bytes, page headers included.</summary>
    public long TotalCompressedSize { get; set; }

    public List<KeyValue>? KeyValueMetadata { get; set; }

    /// <summary>From the start of the file.</summary>
    public long DataPageOffset { get; set; }

    public long? IndexPageOffset { get; set; }

    public long? DictionaryPageOffset { get; set; }

    public Statistics? Statistics { get; set; }

    internal static ColumnMetaData Read(ref CompactReader reader)
    {
        var result = new ColumnMetaData();
        int outer = reader.BeginStruct();
        while (reader.NextField(out int id))
        {
            switch (id)
            {
                case 1:
                    result.Type = (Type)reader.ReadI32();
                    break;
                case 2:
                    result.Encodings = ThriftList.Read(ref reader, CompactType.I32, static (ref CompactReader element) => (Encoding)element.ReadI32());
                    break;
                case 3:
                    result.PathInSchema = ThriftList.Read(ref reader, CompactType.Binary, static (ref CompactReader element) => element.ReadString());
                    break;
                case 4:
                    result.Codec = (CompressionCodec)reader.ReadI32();
                    break;
                case 5:
                    result.NumValues = reader.ReadI64();
                    break;
                case 6:
                    result.TotalUncompressedSize = reader.ReadI64();
                    break;
                case 7:
                    result.TotalCompressedSize = reader.ReadI64();
                    break;
                case 8:
                    result.KeyValueMetadata = ThriftList.Read(ref reader, CompactType.Struct, static (ref CompactReader element) => KeyValue.Read(ref element));
                    break;
                case 9:
                    result.DataPageOffset = reader.ReadI64();
                    break;
                case 10:
                    result.IndexPageOffset = reader.ReadI64();
                    break;
                case 11:
                    result.DictionaryPageOffset = reader.ReadI64();
                    break;
                case 12:
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
        writer.I32(1, (int)Type);
        writer.List(2, Encodings, CompactType.I32, static (output, element) => output.Element((int)element));
        writer.List(3, PathInSchema, CompactType.Binary, static (output, element) => output.Element(element));
        writer.I32(4, (int)Codec);
        writer.I64(5, NumValues);
        writer.I64(6, TotalUncompressedSize);
        writer.I64(7, TotalCompressedSize);
        writer.List(8, KeyValueMetadata, CompactType.Struct, static (output, element) => element.Write(output));
        writer.I64(9, DataPageOffset);
        writer.I64(10, IndexPageOffset);
        writer.I64(11, DictionaryPageOffset);
        if (Statistics is not null)
        {
            writer.StructField(12, Statistics.Write);
        }

        writer.EndStruct();
    }
}
