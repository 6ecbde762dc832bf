using System.Buffers.Binary;
using Parquet.Columns;
using Parquet.Compression;
using Parquet.Meta;
using Parquet.Thrift;

namespace ParquetPolyfill.Tests.Files;

/// <summary>A file of one column whose pages are laid out by hand, for forms that this writer does not make but others do.</summary>
internal sealed class HandmadeFile
{
    private readonly List<byte> _bytes = [.. "PAR1"u8];
    private readonly SchemaElement[] _schema;
    private readonly CompressionCodec _codec;
    private readonly List<string> _path;

    /// <param name="codec">Compression of the chunk.</param>
    /// <param name="schema">The nodes from the column's top-level field down to its leaf; without the root.</param>
    public HandmadeFile(CompressionCodec codec, params SchemaElement[] schema)
    {
        _codec = codec;
        _schema = schema;
        _path = [.. schema.Select(static element => element.Name)];
    }

    public static SchemaElement Leaf(Parquet.Meta.Type type, FieldRepetitionType repetition = FieldRepetitionType.REQUIRED) =>
        new() { Name = "x", Type = type, RepetitionType = repetition };

    public HandmadeFile Dictionary(int count, params byte[] plain) => Page(
        new PageHeader { Type = PageType.DICTIONARY_PAGE, DictionaryPageHeader = new DictionaryPageHeader { NumValues = count, Encoding = Encoding.PLAIN_DICTIONARY } }, plain);

    public HandmadeFile Data(int slots, Encoding encoding, params byte[] body) => Data(slots, encoding, Encoding.RLE, body);

    public HandmadeFile Data(int slots, Encoding encoding, Encoding levels, params byte[] body) => Page(
        new PageHeader
        {
            Type = PageType.DATA_PAGE,
            DataPageHeader = new DataPageHeader { NumValues = slots, Encoding = encoding, DefinitionLevelEncoding = levels, RepetitionLevelEncoding = levels },
        },
        body);

    /// <summary>Version 2: levels without length prefix and never compressed, then values that may be.</summary>
    public HandmadeFile Data2(int slots, Encoding encoding, byte[] repetitions, byte[] definitions, byte[] values, bool? isCompressed = null)
    {
        byte[] stored = isCompressed == false ? values : Compress(values);
        return Append(
            new PageHeader
            {
                Type = PageType.DATA_PAGE_V2,
                UncompressedPageSize = repetitions.Length + definitions.Length + values.Length,
                DataPageHeaderV2 = new DataPageHeaderV2
                {
                    NumValues = slots,
                    Encoding = encoding,
                    RepetitionLevelsByteLength = repetitions.Length,
                    DefinitionLevelsByteLength = definitions.Length,
                    IsCompressed = isCompressed,
                },
            },
            [.. repetitions, .. definitions, .. stored]);
    }

    /// <summary>Any page: sizes are filled in unless they are there already.</summary>
    public HandmadeFile Page(PageHeader header, byte[] body)
    {
        if (header.UncompressedPageSize == 0)
        {
            header.UncompressedPageSize = body.Length;
        }

        return Append(header, Compress(body));
    }

    /// <summary>Any page, stored as given.</summary>
    public HandmadeFile Stored(PageHeader header, byte[] stored) => Append(header, stored);

    public MemoryStream Finish(long rows, long slots)
    {
        var footer = new FileMetaData
        {
            Version = 1,
            NumRows = rows,
            Schema = [new SchemaElement { Name = "root", NumChildren = 1 }, .. _schema],
            RowGroups =
            [
                new RowGroup
                {
                    NumRows = rows,
                    Columns =
                    [
                        new ColumnChunk
                        {
                            MetaData = new ColumnMetaData
                            {
                                Type = _schema[^1].Type!.Value,
                                Codec = _codec,
                                NumValues = slots,
                                PathInSchema = _path,
                                DataPageOffset = 4,
                                TotalCompressedSize = _bytes.Count - 4,
                                TotalUncompressedSize = _bytes.Count - 4,
                            },
                        },
                    ],
                },
            ],
        };
        using var buffer = new ByteBuffer();
        footer.Write(new CompactWriter(buffer));
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, buffer.Length);
        return new MemoryStream([.. _bytes, .. buffer.Written, .. length, .. "PAR1"u8]);
    }

    private HandmadeFile Append(PageHeader header, byte[] stored)
    {
        using var buffer = new ByteBuffer();
        header.CompressedPageSize = stored.Length;
        header.Write(new CompactWriter(buffer));
        _bytes.AddRange(buffer.Written);
        _bytes.AddRange(stored);
        return this;
    }

    private byte[] Compress(byte[] body)
    {
        using var buffer = new ByteBuffer();
        PageCompression.Compress(_codec, System.IO.Compression.CompressionLevel.Fastest, [], body, buffer);
        return buffer.Written.ToArray();
    }
}
