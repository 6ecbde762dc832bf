using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>One node of the schema, flattened depth first.</summary>
public class SchemaElement
{
    /// <summary>Set for leaves only.</summary>
    public Type? Type { get; set; }

    /// <summary>Bytes of a FIXED_LEN_BYTE_ARRAY value.</summary>
    public int? TypeLength { get; set; }

    /// <summary>Set for every node but the root.</summary>
    public FieldRepetitionType? RepetitionType { get; set; }

    public string Name { get; set; } = "";

    /// <summary>Set for groups only.</summary>
    public int? NumChildren { get; set; }

    public ConvertedType? ConvertedType { get; set; }

    public int? Scale { get; set; }

    public int? Precision { get; set; }

    public int? FieldId { get; set; }

    public LogicalType? LogicalType { get; set; }

    internal static SchemaElement Read(ref CompactReader reader)
    {
        var result = new SchemaElement();
        int outer = reader.BeginStruct();
        while (reader.NextField(out int id))
        {
            switch (id)
            {
                case 1:
                    result.Type = (Type)reader.ReadI32();
                    break;
                case 2:
                    result.TypeLength = reader.ReadI32();
                    break;
                case 3:
                    result.RepetitionType = (FieldRepetitionType)reader.ReadI32();
                    break;
                case 4:
                    result.Name = reader.ReadString();
                    break;
                case 5:
                    result.NumChildren = reader.ReadI32();
                    break;
                case 6:
                    result.ConvertedType = (ConvertedType)reader.ReadI32();
                    break;
                case 7:
                    result.Scale = reader.ReadI32();
                    break;
                case 8:
                    result.Precision = reader.ReadI32();
                    break;
                case 9:
                    result.FieldId = reader.ReadI32();
                    break;
                case 10:
                    result.LogicalType = LogicalType.Read(ref reader);
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
        writer.I32(1, (int?)Type);
        writer.I32(2, TypeLength);
        writer.I32(3, (int?)RepetitionType);
        writer.String(4, Name);
        writer.I32(5, NumChildren);
        writer.I32(6, (int?)ConvertedType);
        writer.I32(7, Scale);
        writer.I32(8, Precision);
        writer.I32(9, FieldId);
        if (LogicalType is not null)
        {
            writer.StructField(10, LogicalType.Write);
        }

        writer.EndStruct();
    }
}
