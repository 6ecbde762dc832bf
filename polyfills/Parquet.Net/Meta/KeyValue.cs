using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>A pair of free metadata.</summary>
public class KeyValue
{
    public string Key { get; set; } = "";

    public string? Value { get; set; }

    internal static KeyValue Read(ref CompactReader reader)
    {
        var result = new KeyValue();
        int outer = reader.BeginStruct();
        while (reader.NextField(out int id))
        {
            switch (id)
            {
                case 1:
                    result.Key = reader.ReadString();
                    break;
                case 2:
                    result.Value = reader.ReadString();
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
        writer.String(1, Key);
        writer.String(2, Value);
        writer.EndStruct();
    }
}
