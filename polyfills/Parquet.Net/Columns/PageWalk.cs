using Parquet.Encodings;
using Parquet.Meta;
using Parquet.Schema;
using Parquet.Thrift;

namespace Parquet.Columns;

/// <summary>Goes from page header to page header of a chunk.</summary>
internal static class PageWalk
{
    public static PageHeader ReadHeader(ChunkBytes chunk, ref int position)
    {
        var reader = new CompactReader(chunk.Span[position..]);
        PageHeader header = PageHeader.Read(ref reader);
        position += reader.Position;
        return header;
    }

    /// <summary>Checks that the pages hold as many values as the footer says, so that buffers can be made of that size.</summary>
    /// <exception cref="ParquetException">They hold fewer, or a page is cut off.</exception>
    public static void RequireSlots(ChunkBytes chunk, DataField field, int slots)
    {
        int position = 0;
        long found = 0;
        while (found < slots && position < chunk.Span.Length)
        {
            int start = position;
            try
            {
                PageHeader header = ReadHeader(chunk, ref position);
                position += Bytes.Take(chunk.Span[position..], header.CompressedPageSize, "A page").Length;
                found += header.DataPageHeader?.NumValues ?? header.DataPageHeaderV2?.NumValues ?? 0;
            }
            catch (ParquetException e)
            {
                throw new ParquetException($"{chunk.File}column '{field.Path}', page at byte {chunk.Offset + start}: {e.Message}", e);
            }
        }

        if (found < slots)
        {
            throw new ParquetException($"{chunk.File}column '{field.Path}' at byte {chunk.Offset} has pages of {found} values in all, but the footer says {slots}");
        }
    }
}
