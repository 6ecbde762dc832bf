using System.Buffers;
using Parquet.Compression;
using Parquet.Encodings;
using Parquet.Levels;
using Parquet.Meta;
using Parquet.Schema;
using Parquet.Thrift;

namespace Parquet.Columns;

/// <summary>Makes the pages of one column chunk: a dictionary page when asked for and worth it, then one data page of version 1.</summary>
internal sealed class ChunkWriter<T>(DataField field, LeafCodec<T> codec, ParquetOptions options) : IDisposable
{
    private readonly CompressionCodec _compression = PageCompression.Codec(options.CompressionMethod);
    private readonly List<ByteBuffer> _buffers = [];
    private readonly List<ReadOnlyMemory<byte>> _parts = [];
    private readonly List<Encoding> _encodings = [];
    private long _uncompressedSize;
    private long _compressedSize;
    private long? _dictionaryPageSize;

    /// <summary>What to write to the file, in this order. Valid until disposal, and as long as the values given stay unchanged.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Parts => _parts;

    /// <summary>Encodes a chunk that will start at <paramref name="offset"/> of the file.</summary>
    public ColumnChunk Encode(in ColumnValues<T> column, long offset)
    {
        EncodingHint hint = options.ColumnEncodingHints.TryGetValue(field.Path.ToString(), out EncodingHint asked) ? asked : EncodingHint.Default;
        ByteBuffer levels = Rent();
        if (field.MaxRepetitionLevel > 0)
        {
            LevelEncoder.Append(column.RepetitionLevels.Span, field.MaxRepetitionLevel, levels);
        }

        if (field.MaxDefinitionLevel > 0)
        {
            LevelEncoder.Append(column.DefinitionLevels.Span, field.MaxDefinitionLevel, levels);
        }

        if (levels.Length > 0)
        {
            _encodings.Add(Encoding.RLE);
        }

        Bounds? bounds = hint == EncodingHint.Dictionary && TryEncodeDictionary(column, levels, out Bounds? found) ? found : EncodePlain(column, levels, hint);
        return new ColumnChunk
        {
            FileOffset = offset,
            MetaData = new ColumnMetaData
            {
                Type = field.SchemaElement!.Type!.Value,
                Encodings = _encodings,
                PathInSchema = field.Path.ToList(),
                Codec = _compression,
                NumValues = column.Slots,
                TotalUncompressedSize = _uncompressedSize,
                TotalCompressedSize = _compressedSize,
                DataPageOffset = offset + (_dictionaryPageSize ?? 0),
                DictionaryPageOffset = _dictionaryPageSize is null ? null : offset,
                Statistics = new Statistics
                {
                    NullCount = column.Slots - column.Values.Length,
                    MinValue = bounds?.Minimum,
                    MaxValue = bounds?.Maximum,
                },
            },
        };
    }

    public void Dispose()
    {
        foreach (ByteBuffer buffer in _buffers)
        {
            buffer.Dispose();
        }

        _buffers.Clear();
        _parts.Clear();
    }

    private bool TryEncodeDictionary(in ColumnValues<T> column, ByteBuffer levels, out Bounds? bounds)
    {
        ReadOnlySpan<T> values = column.Values.Span;
        int[] indices = ArrayPool<int>.Shared.Rent(Math.Max(1, values.Length));
        try
        {
            using var dictionary = new ByteBuffer();
            if (!codec.TryWriteDictionary(values, options, dictionary, indices, out int count))
            {
                bounds = null;
                return false;
            }

            bounds = codec.Measure(values, dictionary.Written);
            _encodings.Add(Encoding.PLAIN);
            _encodings.Add(Encoding.RLE_DICTIONARY);
            var header = new PageHeader { Type = PageType.DICTIONARY_PAGE, DictionaryPageHeader = new DictionaryPageHeader { NumValues = count, Encoding = Encoding.PLAIN } };
            AddPage(header, default, dictionary.WrittenMemory, isKept: false);
            _dictionaryPageSize = _compressedSize;
            ByteBuffer body = Rent();
            int width = BitPacking.Width(count - 1);
            body.Append((byte)width);
            HybridEncoder.Encode(indices.AsSpan(0, values.Length), width, body);
            AddDataPage(column.Slots, Encoding.RLE_DICTIONARY, levels, body.WrittenMemory);
            return true;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(indices);
        }
    }

    private Bounds? EncodePlain(in ColumnValues<T> column, ByteBuffer levels, EncodingHint hint)
    {
        ReadOnlySpan<T> values = column.Values.Span;
        ByteBuffer? body = null;
        if (hint != EncodingHint.Default)
        {
            body = Rent();
            if (codec.TryWrite(hint, values, body, out Encoding encoding))
            {
                _encodings.Add(encoding);
                AddDataPage(column.Slots, encoding, levels, body.WrittenMemory);
                return codec.Measure(values, []);
            }
        }

        _encodings.Add(Encoding.PLAIN);
        if (codec.AsPlain(column.Values) is { } direct)
        {
            AddDataPage(column.Slots, Encoding.PLAIN, levels, direct);
            return codec.Measure(values, []);
        }

        body ??= Rent();
        codec.WritePlain(values, body);
        AddDataPage(column.Slots, Encoding.PLAIN, levels, body.WrittenMemory);
        return codec.Measure(values, body.Written);
    }

    private void AddDataPage(int slots, Encoding encoding, ByteBuffer levels, ReadOnlyMemory<byte> body)
    {
        var header = new PageHeader
        {
            Type = PageType.DATA_PAGE,
            DataPageHeader = new DataPageHeader
            {
                NumValues = slots,
                Encoding = encoding,
                DefinitionLevelEncoding = Encoding.RLE,
                RepetitionLevelEncoding = Encoding.RLE,
            },
        };
        AddPage(header, levels.WrittenMemory, body, isKept: true);
    }

    /// <param name="header">Everything but the sizes.</param>
    /// <param name="levels">First piece of the page.</param>
    /// <param name="body">Second piece of the page.</param>
    /// <param name="isKept">Whether the pieces stay as they are until the parts have been written.</param>
    private void AddPage(PageHeader header, ReadOnlyMemory<byte> levels, ReadOnlyMemory<byte> body, bool isKept)
    {
        long size = (long)levels.Length + body.Length;
        if (size > int.MaxValue)
        {
            throw new ParquetException($"Column '{field.Path}': a page of {size} bytes; at most {int.MaxValue} are allowed. Write smaller row groups.");
        }

        ReadOnlyMemory<byte>[] pieces = [levels, body];
        if (_compression != CompressionCodec.UNCOMPRESSED || !isKept)
        {
            ByteBuffer compressed = Rent();
            PageCompression.Compress(_compression, options.CompressionLevel, levels.Span, body.Span, compressed);
            pieces = [compressed.WrittenMemory];
        }

        int stored = 0;
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            stored += piece.Length;
        }

        header.UncompressedPageSize = (int)size;
        header.CompressedPageSize = stored;
        ByteBuffer start = Rent();
        header.Write(new CompactWriter(start));
        _parts.Add(start.WrittenMemory);
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            if (!piece.IsEmpty)
            {
                _parts.Add(piece);
            }
        }

        _uncompressedSize += start.Length + size;
        _compressedSize += start.Length + stored;
    }

    private ByteBuffer Rent()
    {
        var buffer = new ByteBuffer();
        _buffers.Add(buffer);
        return buffer;
    }
}
