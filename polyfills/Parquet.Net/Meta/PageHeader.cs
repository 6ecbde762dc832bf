using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>What precedes every page.</summary>
public class PageHeader
{
    public PageType Type { get; set; }

    public int UncompressedPageSize { get; set; }

    public int CompressedPageSize { get; set; }

    /// <summary>CRC-32 of the page as stored.</summary>
    public int? Crc { get; set; }

    public DataPageHeader? DataPageHeader { get; set; }

    public DictionaryPageHeader? DictionaryPageHeader { get; set; }

    public DataPageHeaderV2? DataPageHeaderV2 { get; set; }

    internal static PageHeader Read(ref CompactReader reader)
    {
        var result = new PageHeader();
        int outer = reader.BeginStruct();
        while (reader.NextField(out int id))
        {
            switch (id)
            {
                case 1:
                    result.Type = (PageType)reader.ReadI32();
                    break;
                case 2:
                    result.UncompressedPageSize = reader.ReadI32();
                    break;
                case 3:
                    result.CompressedPageSize = reader.ReadI32();
                    break;
                case 4:
                    result.Crc = reader.ReadI32();
                    break;
                case 5:
                    result.DataPageHeader = DataPageHeader.Read(ref reader);
                    break;
                case 7:
                    result.DictionaryPageHeader = DictionaryPageHeader.Read(ref reader);
                    break;
                case 8:
                    result.DataPageHeaderV2 = DataPageHeaderV2.Read(ref reader);
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
        writer.I32(2, UncompressedPageSize);
        writer.I32(3, CompressedPageSize);
        writer.I32(4, Crc);
        if (DataPageHeader is not null)
        {
            writer.StructField(5, DataPageHeader.Write);
        }

        if (DictionaryPageHeader is not null)
        {
            writer.StructField(7, DictionaryPageHeader.Write);
        }

        if (DataPageHeaderV2 is not null)
        {
            writer.StructField(8, DataPageHeaderV2.Write);
        }

        writer.EndStruct();
    }
}
