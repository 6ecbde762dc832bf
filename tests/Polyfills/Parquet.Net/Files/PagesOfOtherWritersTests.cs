using Parquet;
using Parquet.Columns;
using Parquet.Compression;
using Parquet.Encodings;
using Parquet.Meta;
using Parquet.Schema;
using ParquetPolyfill.Tests.Records;
using Xunit;

namespace ParquetPolyfill.Tests.Files;

/// <summary>Page forms that this writer does not make: they must be read, and refused where they are wrong.</summary>
public class PagesOfOtherWritersTests
{
    private static readonly SchemaElement Int = HandmadeFile.Leaf(Parquet.Meta.Type.INT32);
    private static readonly SchemaElement OptionalInt = HandmadeFile.Leaf(Parquet.Meta.Type.INT32, FieldRepetitionType.OPTIONAL);

    [Theory]
    [InlineData(CompressionCodec.UNCOMPRESSED)]
    [InlineData(CompressionCodec.SNAPPY)]
    public async Task A_chunk_may_change_from_dictionary_to_plain_pages(CompressionCodec codec)
    {
        MemoryStream file = new HandmadeFile(codec, Int)
            .Dictionary(2, [7, 0, 0, 0, 9, 0, 0, 0])
            .Data(4, Encoding.PLAIN_DICTIONARY, [1, 0x03, 0b0110])
            .Data(3, Encoding.RLE_DICTIONARY, [1, 3 << 1, 1])
            .Data(2, Encoding.PLAIN, [1, 0, 0, 0, 2, 0, 0, 0])
            .Finish(9, 9);
        Assert.Equal([7, 9, 9, 7, 9, 9, 9, 1, 2], await ReadAsync(file));
    }

    [Theory]
    [InlineData(CompressionCodec.UNCOMPRESSED, null)]
    [InlineData(CompressionCodec.SNAPPY, null)]
    [InlineData(CompressionCodec.SNAPPY, true)]
    [InlineData(CompressionCodec.SNAPPY, false)]
    public async Task Pages_of_version_2_keep_their_levels_outside_the_compression(CompressionCodec codec, bool? isCompressed)
    {
        MemoryStream file = new HandmadeFile(codec, OptionalInt)
            .Data2(4, Encoding.PLAIN, [], [0x03, 0b0101], [5, 0, 0, 0, 6, 0, 0, 0], isCompressed)
            .Data2(2, Encoding.PLAIN, [], [2 << 1, 0], [], isCompressed)
            .Finish(6, 6);
        Assert.Equal([5, null, 6, null, null, null], await ReadAsync(file));
    }

    [Fact]
    public async Task A_page_of_nulls_may_store_nothing_at_all_for_its_values()
    {
        var header = new PageHeader
        {
            Type = PageType.DATA_PAGE_V2,
            UncompressedPageSize = 2,
            DataPageHeaderV2 = new DataPageHeaderV2 { NumValues = 3, NumNulls = 3, NumRows = 3, DefinitionLevelsByteLength = 2 },
        };
        using var buffer = new ByteBuffer();
        MemoryStream file = new HandmadeFile(CompressionCodec.UNCOMPRESSED, OptionalInt).Page(header, [3 << 1, 0]).Finish(3, 3);
        Assert.Equal([null, null, null], await ReadAsync(file));
    }

    [Fact]
    public async Task Repeated_values_span_pages_of_version_2()
    {
        SchemaElement[] list =
        [
            new() { Name = "l", NumChildren = 1, RepetitionType = FieldRepetitionType.OPTIONAL, ConvertedType = ConvertedType.LIST },
            new() { Name = "x", Type = Parquet.Meta.Type.INT32, RepetitionType = FieldRepetitionType.REPEATED },
        ];
        MemoryStream file = new HandmadeFile(CompressionCodec.SNAPPY, list)
            .Data2(3, Encoding.PLAIN, [0x03, 0b010], [0x03, 0b001010, 0], [1, 0, 0, 0, 2, 0, 0, 0])
            .Data2(1, Encoding.PLAIN, [1 << 1, 0], [1 << 1, 1], [])
            .Finish(3, 4);
        List<object?[]> rows = await RecordFile.ReadAsync(file);
        Assert.Equal([1, 2], (List<object?>)rows[0][0]!);
        Assert.Null(rows[1][0]);
        Assert.Empty((List<object?>)rows[2][0]!);
    }

    [Fact]
    public async Task Levels_may_be_packed_in_the_deprecated_way() => Assert.Equal(
        [3, null, 4],
        await ReadAsync(new HandmadeFile(CompressionCodec.SNAPPY, OptionalInt).Data(3, Encoding.PLAIN, Encoding.BIT_PACKED, 0b1010_0000, 3, 0, 0, 0, 4, 0, 0, 0).Finish(3, 3)));

    [Fact]
    public async Task Booleans_may_come_in_runs() => Assert.Equal(
        [true, true, true, false, true],
        await ReadAsync(new HandmadeFile(CompressionCodec.SNAPPY, HandmadeFile.Leaf(Parquet.Meta.Type.BOOLEAN)).Data(5, Encoding.RLE, 4, 0, 0, 0, 3 << 1, 1, 0x03, 0b10).Finish(5, 5)));

    [Fact]
    public async Task Texts_may_share_prefixes()
    {
        SchemaElement leaf = HandmadeFile.Leaf(Parquet.Meta.Type.BYTE_ARRAY);
        leaf.ConvertedType = ConvertedType.UTF8;
        using var body = new ByteBuffer();
        DeltaBinaryPacked.Encode<int>([0, 4, 2], body);
        DeltaBinaryPacked.Encode<int>([6, 1, 3], body);
        body.Append("action"u8);
        body.Append("v"u8);
        body.Append("ïd"u8);
        Assert.Equal(["action", "activ", "acïd"], await ReadAsync(new HandmadeFile(CompressionCodec.SNAPPY, leaf).Data(3, Encoding.DELTA_BYTE_ARRAY, body.Written.ToArray()).Finish(3, 3)));
    }

    [Fact]
    public async Task Fixed_byte_arrays_are_read_under_every_encoding()
    {
        SchemaElement leaf = HandmadeFile.Leaf(Parquet.Meta.Type.FIXED_LEN_BYTE_ARRAY);
        leaf.TypeLength = 2;
        using var shared = new ByteBuffer();
        DeltaBinaryPacked.Encode<int>([0, 1], shared);
        DeltaBinaryPacked.Encode<int>([2, 1], shared);
        shared.Append([1, 2, 4]);
        MemoryStream file = new HandmadeFile(CompressionCodec.SNAPPY, leaf)
            .Data(2, Encoding.PLAIN, 1, 2, 3, 4)
            .Data(2, Encoding.BYTE_STREAM_SPLIT, 1, 3, 2, 4)
            .Data(2, Encoding.DELTA_BYTE_ARRAY, shared.Written.ToArray())
            .Finish(6, 6);
        Assert.Equal(["0102", "0304", "0102", "0304", "0102", "0104"], (await ReadAsync(file)).Select(static value => Convert.ToHexString((byte[])value!)));
    }

    [Fact]
    public async Task Checksums_are_verified()
    {
        byte[] body = [1, 0, 0, 0];
        PageHeader Header(uint crc) => new() { Type = PageType.DATA_PAGE, Crc = (int)crc, DataPageHeader = new DataPageHeader { NumValues = 1 } };
        Assert.Equal([1], await ReadAsync(new HandmadeFile(CompressionCodec.UNCOMPRESSED, Int).Page(Header(Crc32.Compute(body)), body).Finish(1, 1)));
        await Refused("checksum", new HandmadeFile(CompressionCodec.UNCOMPRESSED, Int).Page(Header(1), body).Finish(1, 1));
    }

    [Fact]
    public async Task Pages_of_other_kinds_are_passed_over() => Assert.Equal(
        [1],
        await ReadAsync(new HandmadeFile(CompressionCodec.UNCOMPRESSED, Int).Page(new PageHeader { Type = PageType.INDEX_PAGE }, [9, 9]).Data(1, Encoding.PLAIN, 1, 0, 0, 0).Finish(1, 1)));

    [Fact]
    public async Task Wrong_pages_are_refused_with_the_reason()
    {
        static HandmadeFile Make(SchemaElement? leaf = null) => new(CompressionCodec.UNCOMPRESSED, leaf ?? Int);
        await Refused("none came before it", Make().Data(1, Encoding.RLE_DICTIONARY, 1, 2, 0).Finish(1, 1));
        await Refused("dictionary has 1 values", Make().Dictionary(1, 1, 0, 0, 0).Data(1, Encoding.RLE_DICTIONARY, 1, 2, 1).Finish(1, 1));
        await Refused("bit width", Make().Dictionary(1, 1, 0, 0, 0).Data(1, Encoding.RLE_DICTIONARY, 40, 2, 1).Finish(1, 1));
        await Refused("2000000000 values in 4 bytes", Make().Dictionary(2_000_000_000, 1, 0, 0, 0).Data(1, Encoding.PLAIN, 1, 0, 0, 0).Finish(1, 1));
        await Refused("declares 5 values, but 1 of 1 remain", Make().Data(5, Encoding.PLAIN, 1, 0, 0, 0).Finish(1, 1));
        await Refused("pages of 1 values in all", Make().Data(1, Encoding.PLAIN, 1, 0, 0, 0).Finish(3, 3));
        await Refused("should take 8 bytes", Make().Data(2, Encoding.PLAIN, 1, 0, 0, 0).Finish(2, 2));
        await Refused("DELTA_LENGTH_BYTE_ARRAY is not allowed", Make().Data(1, Encoding.DELTA_LENGTH_BYTE_ARRAY, 1).Finish(1, 1));
        await Refused("encoding number 77", Make().Data(1, (Encoding)77, 1).Finish(1, 1));
        await Refused("Definition levels", Make(OptionalInt).Data(1, Encoding.PLAIN, 200, 0, 0, 0, 2, 1).Finish(1, 1));
        await Refused("Definition levels are encoded as PLAIN", Make(OptionalInt).Data(1, Encoding.PLAIN, Encoding.PLAIN, 1).Finish(1, 1));
        await Refused("compression number 99", new HandmadeFile(CompressionCodec.UNCOMPRESSED, Int).Data(1, Encoding.PLAIN, 1, 0, 0, 0).Finish(1, 1), codec: 99);
        await Refused("no data header", Make().Page(new PageHeader { Type = PageType.DATA_PAGE }, [1]).Data(1, Encoding.PLAIN, 1, 0, 0, 0).Finish(1, 1));
        await Refused("declares -5 bytes", Make().Page(new PageHeader { Type = PageType.DATA_PAGE, UncompressedPageSize = -5, DataPageHeader = new DataPageHeader { NumValues = 1 } }, [1]).Finish(1, 1));
    }

    private static async Task Refused(string message, MemoryStream file, int? codec = null)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(file);
        ParquetRowGroupReader group = reader.RowGroups[0];
        DataField leaf = reader.Schema.DataFields[0];
        if (codec is { } other)
        {
            group.GetMetadata(leaf)!.MetaData!.Codec = (CompressionCodec)other;
        }

        ParquetException error = await Assert.ThrowsAsync<ParquetException>(async () => (await group.ReadRawColumnDataBaseAsync(leaf)).Dispose());
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<object?>> ReadAsync(MemoryStream file) => (await RecordFile.ReadAsync(file)).Select(static row => row[0]);
}
