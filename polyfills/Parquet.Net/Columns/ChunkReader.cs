using Parquet.Compression;
using Parquet.Encodings;
using Parquet.Levels;
using Parquet.Meta;
using Parquet.Schema;

namespace Parquet.Columns;

/// <summary>Walks the pages of one column chunk and puts their values and levels into the caller's buffers.</summary>
internal sealed class ChunkReader<T>(ChunkBytes chunk, DataField field, LeafCodec<T> codec, long rowCount) : IDisposable
{
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
                if (header.UncompressedPageSize < 0)
                {
                    throw new ParquetException($"the page declares {header.UncompressedPageSize} bytes");
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
            throw new ParquetException($"{chunk.File}column '{field.Path}', page at byte {chunk.Offset + start}: {e.Message}", e);
        }

        if (!repetitions.IsEmpty && field.MaxRepetitionLevel > 0 && rows != rowCount)
        {
            throw new ParquetException($"{chunk.File}column '{field.Path}' at byte {chunk.Offset} has {rows} rows, but the row group has {rowCount}");
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
        codec.ReadPlain(plain, _dictionary);
    }

    private PageCounts ReadPage(PageHeader header, PageLayout layout, ReadOnlySpan<byte> stored, Span<T> values, Span<int> definitions, Span<int> repetitions)
    {
        if (field.MaxDefinitionLevel == 0 && field.MaxRepetitionLevel == 0 && TryReadDirectly(header, layout, stored, values[..layout.Slots]))
        {
            return new PageCounts(layout.Slots, layout.Slots);
        }

        ReadOnlySpan<byte> body = Decompress(stored, header.UncompressedPageSize, chunk.Metadata.Codec);
        int rows = layout.Slots;
        if (field.MaxRepetitionLevel > 0)
        {
            rows = ReadLevels(ref body, layout.RepetitionEncoding, field.MaxRepetitionLevel, 0, layout.Slots, repetitions, "Repetition levels");
        }

        int present = layout.Slots;
        if (field.MaxDefinitionLevel > 0)
        {
            present = ReadLevels(ref body, layout.DefinitionEncoding, field.MaxDefinitionLevel, field.MaxDefinitionLevel, layout.Slots, definitions, "Definition levels");
        }

        ReadValues(layout.Encoding, body, values[..present]);
        return new PageCounts(present, rows);
    }

    private PageCounts ReadPage2(PageHeader header, PageLayout layout, ReadOnlySpan<byte> stored, Span<T> values, Span<int> definitions, Span<int> repetitions)
    {
        ReadOnlySpan<byte> repetitionBytes = Bytes.Take(stored, layout.RepetitionBytes, "Repetition levels");
        ReadOnlySpan<byte> definitionBytes = Bytes.Take(stored[repetitionBytes.Length..], layout.DefinitionBytes, "Definition levels");
        int levelBytes = repetitionBytes.Length + definitionBytes.Length;
        int rows = layout.Slots;
        if (field.MaxRepetitionLevel > 0)
        {
            rows = DecodeLevels(repetitionBytes, field.MaxRepetitionLevel, 0, layout.Slots, repetitions, "Repetition levels");
        }

        int present = layout.Slots;
        if (field.MaxDefinitionLevel > 0)
        {
            present = DecodeLevels(definitionBytes, field.MaxDefinitionLevel, field.MaxDefinitionLevel, layout.Slots, definitions, "Definition levels");
        }

        // A page without values may leave out even the empty compressed block.
        if (present > 0)
        {
            int size = header.UncompressedPageSize - levelBytes;
            if (size < 0)
            {
                throw new ParquetException($"the page declares {header.UncompressedPageSize} bytes, fewer than its {levelBytes} bytes of levels");
            }

            CompressionCodec compression = layout.IsCompressed ? chunk.Metadata.Codec : CompressionCodec.UNCOMPRESSED;
            ReadValues(layout.Encoding, Decompress(stored[levelBytes..], size, compression), values[..present]);
        }

        return new PageCounts(present, rows);
    }

    /// <summary>Flat Snappy pages of numbers go from the compressor straight into the caller's buffer.</summary>
    private bool TryReadDirectly(PageHeader header, PageLayout layout, ReadOnlySpan<byte> stored, Span<T> values)
    {
        Span<byte> plain = layout.Encoding == Encoding.PLAIN && chunk.Metadata.Codec == CompressionCodec.SNAPPY ? codec.AsPlain(values) : [];
        if (plain.IsEmpty || plain.Length != header.UncompressedPageSize)
        {
            return false;
        }

        SnappyDecompressor.Decompress(stored, plain, plain.Length);
        return true;
    }

    private int ReadLevels(ref ReadOnlySpan<byte> body, Encoding encoding, int maximum, int counted, int slots, Span<int> levels, string what)
    {
        if (encoding == Encoding.BIT_PACKED)
        {
            int used = LevelDecoder.DecodeBitPacked(body, maximum, counted, Room(levels, slots), what, out int matching);
            body = body[used..];
            return matching;
        }

        if (encoding != Encoding.RLE)
        {
            throw new ParquetException($"{what} are encoded as {encoding}; only RLE and BIT_PACKED are allowed");
        }

        int length = Bytes.ReadInt32(body, $"The length of {what}");
        ReadOnlySpan<byte> runs = Bytes.Take(body[sizeof(int)..], length, what);
        body = body[(sizeof(int) + length)..];
        return DecodeLevels(runs, maximum, counted, slots, levels, what);
    }

    private int DecodeLevels(ReadOnlySpan<byte> runs, int maximum, int counted, int slots, Span<int> levels, string what) =>
        LevelDecoder.Decode(runs, maximum, counted, Room(levels, slots), what);

    private void ReadValues(Encoding encoding, ReadOnlySpan<byte> body, Span<T> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        if (encoding is Encoding.RLE_DICTIONARY or Encoding.PLAIN_DICTIONARY)
        {
            T[] dictionary = _dictionary ?? throw new ParquetException("the page refers to a dictionary, but none came before it");
            DictionaryLookup.Read(Bytes.Take(body, 1, "The bit width of dictionary indices")[0], body[1..], dictionary, values);
        }
        else
        {
            codec.Read(encoding, body, values);
        }
    }

    private ReadOnlySpan<byte> Decompress(ReadOnlySpan<byte> stored, int length, CompressionCodec compression)
    {
        if (compression == CompressionCodec.UNCOMPRESSED)
        {
            return stored.Length == length ? stored : throw new ParquetException($"the page is not compressed, but declares {length} bytes where it stores {stored.Length}");
        }

        _page.Clear();
        PageCompression.Decompress(compression, stored, length, _page);
        return _page.Written;
    }

    /// <summary>The levels of this page in the caller's buffer; empty when the leaf has none or nobody asks.</summary>
    private static Span<int> Part(Span<int> levels, int maximum, int start, int count)
    {
        if (levels.IsEmpty)
        {
            return [];
        }

        Span<int> part = levels.Slice(start, count);
        if (maximum == 0)
        {
            part.Clear();
            return [];
        }

        return part;
    }

    /// <summary>Room for levels that must be decoded although nobody asks for them.</summary>
    private Span<int> Room(Span<int> levels, int slots)
    {
        if (!levels.IsEmpty || slots == 0)
        {
            return levels;
        }

        if (slots > Array.MaxLength / sizeof(int))
        {
            throw new ParquetException($"a page of {slots} values is too large");
        }

        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(_unusedLevels.Reserve(slots * sizeof(int)))[..slots];
    }

    private readonly record struct PageCounts(int Present, int Rows);
}
