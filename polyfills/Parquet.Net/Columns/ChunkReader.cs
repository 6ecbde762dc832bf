using Parquet.Compression;
using Parquet.Encodings;
using Parquet.Meta;
using Parquet.Schema;

namespace Parquet.Columns;

/// <summary>Walks the pages of one column chunk and puts their values and levels into the caller's buffers.</summary>
internal sealed partial class ChunkReader<T>(ChunkBytes chunk, DataField field, LeafCodec<T> codec, long rowCount) : IDisposable
{
    /// <summary>So many bytes are believed of any page; more must agree with what the footer says of the chunk.</summary>
    private const int PlausibleSize = 1 << 20;

    private readonly ByteBuffer _page = new();
    private readonly ByteBuffer _unusedLevels = new();
    private T[]? _dictionary;

    /// <summary>Reads the whole chunk and returns how many values are present.</summary>
    /// <param name="values">Room for as many values as the chunk has slots.</param>
    /// <param name="definitions">Room for a level per slot, or empty when nobody asks for them.</param>
    /// <param name="repetitions">Room for a level per slot, or empty when nobody asks for them.</param>
    /// <exception cref="ParquetException">The chunk is malformed; the message names column and byte.</exception>
    public int Read(Span<T> values, Span<int> definitions, Span<int> repetitions)
    {
        int slots = (int)chunk.Metadata.NumValues;
        int done = 0;
        int present = 0;
        int rows = 0;
        int position = 0;
        int start = 0;
        try
        {
            while (done < slots)
            {
                start = position;
                if (position == chunk.Span.Length)
                {
                    throw new ParquetException($"the chunk ends after {done} of {slots} values");
                }

                PageHeader header = PageWalk.ReadHeader(chunk, ref position);
                ReadOnlySpan<byte> stored = Bytes.Take(chunk.Span[position..], header.CompressedPageSize, "A page");
                position += stored.Length;
                VerifyChecksum(header, stored);
                if (header.UncompressedPageSize < 0 || (header.UncompressedPageSize > PlausibleSize && header.UncompressedPageSize > chunk.Metadata.TotalUncompressedSize))
                {
                    throw new ParquetException($"the page declares {header.UncompressedPageSize} bytes, but its whole chunk has {chunk.Metadata.TotalUncompressedSize}");
                }

                if (header.Type == PageType.DICTIONARY_PAGE)
                {
                    ReadDictionary(header, stored);
                    continue;
                }

                if (header.Type is not (PageType.DATA_PAGE or PageType.DATA_PAGE_V2))
                {
                    continue;
                }

                PageLayout layout = header.Type == PageType.DATA_PAGE ? PageLayout.Of(header.DataPageHeader) : PageLayout.Of(header.DataPageHeaderV2);
                if (layout.Slots < 0 || layout.Slots > slots - done)
                {
                    throw new ParquetException($"the page declares {layout.Slots} values, but {slots - done} of {slots} remain");
                }

                if (layout.Slots == 0)
                {
                    continue;
                }

                Span<int> pageDefinitions = Part(definitions, field.MaxDefinitionLevel, done, layout.Slots);
                Span<int> pageRepetitions = Part(repetitions, field.MaxRepetitionLevel, done, layout.Slots);
                PageCounts counts = header.Type == PageType.DATA_PAGE
                    ? ReadPage(header, layout, stored, values[present..], pageDefinitions, pageRepetitions)
                    : ReadPage2(header, layout, stored, values[present..], pageDefinitions, pageRepetitions);
                if (done == 0 && !pageRepetitions.IsEmpty && pageRepetitions[0] != 0)
                {
                    throw new ParquetException($"the first repetition level is {pageRepetitions[0]}, but a row starts with 0");
                }

                done += layout.Slots;
                present += counts.Present;
                rows += counts.Rows;
            }
        }
        catch (ParquetException e)
        {
            throw new ParquetException($"{chunk.Where}, page at byte {chunk.Offset + start}: {e.Message}", e);
        }

        if (!repetitions.IsEmpty && field.MaxRepetitionLevel > 0 && rows != rowCount)
        {
            throw new ParquetException($"{chunk.Where} at byte {chunk.Offset} has {rows} rows, but the row group has {rowCount}");
        }

        return present;
    }

    public void Dispose()
    {
        _page.Dispose();
        _unusedLevels.Dispose();
    }

    private static void VerifyChecksum(PageHeader header, ReadOnlySpan<byte> stored)
    {
        if (header.Crc is { } declared && Crc32.Compute(stored) is var computed && computed != (uint)declared)
        {
            throw new ParquetException($"the page's checksum is {computed:x8}, but {(uint)declared:x8} was stored with it");
        }
    }

    private void ReadDictionary(PageHeader header, ReadOnlySpan<byte> stored)
    {
        if (_dictionary is not null)
        {
            throw new ParquetException("the page is a second dictionary; a chunk has one");
        }

        DictionaryPageHeader dictionary = header.DictionaryPageHeader ?? throw new ParquetException("the dictionary page has no dictionary header");
        if (dictionary.Encoding is not (Encoding.PLAIN or Encoding.PLAIN_DICTIONARY))
        {
            throw new ParquetException($"the dictionary is encoded as {dictionary.Encoding}; only PLAIN is allowed");
        }

        ReadOnlySpan<byte> plain = Decompress(stored, header.UncompressedPageSize, chunk.Metadata.Codec);
        if (dictionary.NumValues < 0 || (long)dictionary.NumValues * codec.LeastBits > (long)plain.Length * 8)
        {
            throw new ParquetException($"the dictionary declares {dictionary.NumValues} values in {plain.Length} bytes");
        }

        _dictionary = new T[dictionary.NumValues];
        codec.ReadDictionary(plain, _dictionary);
    }
}
