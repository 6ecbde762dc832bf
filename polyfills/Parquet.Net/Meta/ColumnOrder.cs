using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>The order that the bounds of a column follow.</summary>
public class ColumnOrder
{
    public TypeDefinedOrder? TYPEORDER { get; set; }

    internal static ColumnOrder Read(ref CompactReader reader)
    {
        var result = new ColumnOrder();
        int outer = reader.BeginStruct();
        while (reader.NextField(out int id))
        {
            switch (id)
            {
                case 1:
                    reader.Skip();
                    result.TYPEORDER = new TypeDefinedOrder();
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
        writer.EmptyStruct(1, TYPEORDER);
        writer.EndStruct();
    }
}
