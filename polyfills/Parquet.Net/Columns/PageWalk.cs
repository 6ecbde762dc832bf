using System.Diagnostics.CodeAnalysis;
using Parquet.Encodings;
using Parquet.Meta;
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

    /// <summary>The same from the start of some bytes, which may be too few.</summary>
    public static bool TryReadHeader(
        ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out PageHeader? header, out int used, [NotNullWhen(false)] out ParquetException? failure)
    {
        try
        {
            var reader = new CompactReader(bytes);
            header = PageHeader.Read(ref reader);
            used = reader.Position;
            failure = null;
            return true;
        }
        catch (ParquetException e)
        {
            header = null;
            used = 0;
            failure = e;
            return false;
        }
    }

    /// <summary>Values that a page declares, nulls included; 0 for pages that hold no data.</summary>
    public static int Slots(PageHeader header) => header.Type switch
    {
        PageType.DATA_PAGE => Math.Max(0, header.DataPageHeader?.NumValues ?? 0),
        PageType.DATA_PAGE_V2 => Math.Max(0, header.DataPageHeaderV2?.NumValues ?? 0),
        _ => 0,
    };

    /// <summary>Checks that the pages hold as many values as the footer says, so that buffers can be made of that size.</summary>
    /// <exception cref="ParquetException">They hold fewer, or a page is cut off.</exception>
    public static void RequireSlots(ChunkBytes chunk, long slots)
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
                found += Slots(header);
            }
            catch (ParquetException e)
            {
                throw new ParquetException($"{chunk.Where}, page at byte {chunk.Offset + start}: {e.Message}", e);
            }
        }

        if (found < slots)
        {
            throw new ParquetException($"{chunk.Where} at byte {chunk.Offset} has pages of {found} values in all, but the footer says {slots}");
        }
    }
}
