using Parquet.Compression;
using Parquet.Encodings;
using Parquet.Levels;
using Parquet.Meta;

namespace Parquet.Columns;

/// <content>Decoding of data pages: levels, then values.</content>
internal sealed partial class ChunkReader<T>
{
    private PageCounts ReadPage(PageHeader header, PageLayout layout, ReadOnlySpan<byte> stored, Span<T> values, Span<int> definitions, Span<int> repetitions)
    {
        if (field.MaxDefinitionLevel == 0 && field.MaxRepetitionLevel == 0 && TryReadDirectly(header.UncompressedPageSize, layout.Encoding, stored, values[..layout.Slots]))
        {
            return new PageCounts(layout.Slots, layout.Slots);
        }

        if (TryReadBehindLevels(header, layout, stored, values, definitions, repetitions, out PageCounts counts))
        {
            return counts;
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

            if (layout.IsCompressed && TryReadDirectly(size, layout.Encoding, stored[levelBytes..], values[..present]))
            {
                return new PageCounts(present, rows);
            }

            CompressionCodec compression = layout.IsCompressed ? chunk.Metadata.Codec : CompressionCodec.UNCOMPRESSED;
            ReadValues(layout.Encoding, Decompress(stored[levelBytes..], size, compression), values[..present]);
        }

        return new PageCounts(present, rows);
    }

    /// <summary>Snappy pages of numbers go from the compressor straight into the caller's buffer.</summary>
    private bool TryReadDirectly(int length, Encoding encoding, ReadOnlySpan<byte> stored, Span<T> values)
    {
        Span<byte> plain = encoding == Encoding.PLAIN && chunk.Metadata.Codec == CompressionCodec.SNAPPY ? codec.AsPlain(values) : [];
        if (plain.IsEmpty || plain.Length != length)
        {
            return false;
        }

        SnappyDecompressor.Decompress(stored, plain, plain.Length);
        return true;
    }

    /// <summary>The same for pages in which levels precede the numbers.</summary>
    private bool TryReadBehindLevels(
        PageHeader header, PageLayout layout, ReadOnlySpan<byte> stored, Span<T> values, Span<int> definitions, Span<int> repetitions, out PageCounts counts)
    {
        counts = default;
        if (layout.Encoding != Encoding.PLAIN || chunk.Metadata.Codec != CompressionCodec.SNAPPY || codec.AsPlain(values).IsEmpty
            || layout.DefinitionEncoding == Encoding.BIT_PACKED || layout.RepetitionEncoding == Encoding.BIT_PACKED)
        {
            return false;
        }

        var page = new SnappyPage(stored, header.UncompressedPageSize, _page);
        int start = 0;
        int rows = layout.Slots;
        if (field.MaxRepetitionLevel > 0)
        {
            ReadOnlySpan<byte> levels = HeadOfLevels(ref page, ref start, "Repetition levels");
            rows = ReadLevels(ref levels, layout.RepetitionEncoding, field.MaxRepetitionLevel, 0, layout.Slots, repetitions, "Repetition levels");
        }

        int present = layout.Slots;
        if (field.MaxDefinitionLevel > 0)
        {
            ReadOnlySpan<byte> levels = HeadOfLevels(ref page, ref start, "Definition levels");
            present = ReadLevels(ref levels, layout.DefinitionEncoding, field.MaxDefinitionLevel, field.MaxDefinitionLevel, layout.Slots, definitions, "Definition levels");
        }

        Span<byte> plain = codec.AsPlain(values[..present]);
        if (plain.Length != page.Length - start)
        {
            return false;
        }

        page.Rest(start, plain);
        counts = new PageCounts(present, rows);
        return true;
    }

    /// <summary>The next levels of a page, with the length before them.</summary>
    private static ReadOnlySpan<byte> HeadOfLevels(ref SnappyPage page, ref int start, string what)
    {
        int from = start;
        int length = Bytes.ReadInt32(page.Head(start + sizeof(int))[start..], $"The length of {what}");
        if (length < 0 || length > page.Length - start - sizeof(int))
        {
            throw new ParquetException($"{what} should take {length} bytes, but {page.Length - start - sizeof(int)} remain in the page");
        }

        start += sizeof(int) + length;
        return page.Head(start)[from..];
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
        if (compression == CompressionCodec.UNCOMPRESSED && stored.Length == length)
        {
            return stored;
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
