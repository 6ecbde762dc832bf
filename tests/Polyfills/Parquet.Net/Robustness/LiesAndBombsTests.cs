using System.Buffers.Binary;
using System.IO.Compression;
using Parquet;
using Parquet.Columns;
using Parquet.Compression;
using Parquet.Encodings;
using Parquet.Meta;
using ParquetPolyfill.Tests.Files;
using Xunit;

namespace ParquetPolyfill.Tests.Robustness;

/// <summary>Single numbers that would cost much if they were believed.</summary>
public class LiesAndBombsTests
{
    private const long MostBytes = 8 << 20;

    private static readonly SchemaElement[] List =
    [
        new() { Name = "l", NumChildren = 1, RepetitionType = FieldRepetitionType.OPTIONAL, ConvertedType = ConvertedType.LIST },
        new() { Name = "x", Type = Parquet.Meta.Type.INT32, RepetitionType = FieldRepetitionType.REPEATED },
    ];

    [Theory]
    [InlineData(2_000_000_000)]
    [InlineData(long.MaxValue)]
    public async Task A_number_of_values_that_the_pages_do_not_have_is_refused_when_the_file_is_opened(long slots)
    {
        MemoryStream file = new HandmadeFile(CompressionCodec.SNAPPY, List).Data2(1, Encoding.PLAIN, [1 << 1, 0], [1 << 1, 1], []).Finish(1, slots);
        ParquetException error = await Assert.ThrowsAsync<ParquetException>(() => ParquetReader.CreateAsync(file));
        Assert.Contains($"row group 0, column 'l/x' at byte 4 has pages of 1 values in all, but the footer says {slots}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Millions_of_nulls_in_a_few_bytes_are_no_lie()
    {
        const int slots = 3_000_000;
        byte[] levels = new byte[8];
        using var run = new ByteBuffer();
        run.AppendVarint((ulong)slots << 1);
        run.Append(0);
        BinaryPrimitives.WriteInt32LittleEndian(levels, run.Length);
        MemoryStream file = new HandmadeFile(CompressionCodec.SNAPPY, HandmadeFile.Leaf(Parquet.Meta.Type.INT32, FieldRepetitionType.OPTIONAL))
            .Data(slots, Encoding.PLAIN, [.. levels[..4], .. run.Written])
            .Finish(slots, slots);
        await using ParquetReader reader = await ParquetReader.CreateAsync(file);
        int[] definitions = new int[slots];
        definitions.AsSpan().Fill(7);
        await reader.RowGroups[0].ReadRawAsync<int>(reader.Schema.DataFields[0], new int[slots], definitions, null);
        Assert.False(definitions.AsSpan().ContainsAnyExcept(0));
    }

    [Theory]
    [InlineData(CompressionCodec.UNCOMPRESSED)]
    [InlineData(CompressionCodec.SNAPPY)]
    [InlineData(CompressionCodec.ZSTD)]
    [InlineData(CompressionCodec.GZIP)]
    [InlineData(CompressionCodec.BROTLI)]
    [InlineData(CompressionCodec.LZ4_RAW)]
    [InlineData(CompressionCodec.LZ4)]
    public async Task A_page_larger_than_its_chunk_is_refused_before_it_is_allocated(CompressionCodec codec)
    {
        // The header asks for ten times what the zeros come to; the footer knows only of what is stored.
        byte[] bomb = Compress(codec == CompressionCodec.LZ4 ? CompressionCodec.LZ4_RAW : codec, new byte[codec == CompressionCodec.UNCOMPRESSED ? 1000 : 20_000_000]);
        var header = new PageHeader { Type = PageType.DATA_PAGE, UncompressedPageSize = 200_000_000, DataPageHeader = new DataPageHeader { NumValues = 1 } };
        MemoryStream file = new HandmadeFile(codec, HandmadeFile.Leaf(Parquet.Meta.Type.BYTE_ARRAY)).Stored(header, bomb).Finish(1, 1);
        await Refused(file, "the page declares 200000000 bytes, but its whole chunk has");
    }

    [Theory]
    [InlineData(CompressionCodec.SNAPPY)]
    [InlineData(CompressionCodec.ZSTD)]
    [InlineData(CompressionCodec.GZIP)]
    [InlineData(CompressionCodec.BROTLI)]
    [InlineData(CompressionCodec.LZ4_RAW)]
    public async Task Compressed_data_that_is_cut_off_or_swells_beyond_its_page_is_refused(CompressionCodec codec)
    {
        byte[] whole = Compress(codec, [.. Enumerable.Range(0, 4000).Select(static i => (byte)(i * i / 7))]);
        for (int length = 0; length < whole.Length; length += 1 + (whole.Length / 50))
        {
            await Refused(Page(whole[..length], 4000), "row group 0, column 'x', page at byte 4: ");
        }

        await Refused(Page(Compress(codec, new byte[50_000_000]), 4000), "row group 0, column 'x', page at byte 4: ");

        MemoryStream Page(byte[] stored, int size) => new HandmadeFile(codec, HandmadeFile.Leaf(Parquet.Meta.Type.INT32))
            .Stored(new PageHeader { Type = PageType.DATA_PAGE, UncompressedPageSize = size, DataPageHeader = new DataPageHeader { NumValues = 1000 } }, stored)
            .Finish(1000, 1000);
    }

    [Fact]
    public async Task A_chunk_has_one_dictionary()
    {
        HandmadeFile file = new HandmadeFile(CompressionCodec.UNCOMPRESSED, HandmadeFile.Leaf(Parquet.Meta.Type.INT32)).Dictionary(1, 1, 0, 0, 0).Dictionary(1, 1, 0, 0, 0);
        await Refused(file.Data(1, Encoding.PLAIN, 1, 0, 0, 0).Finish(1, 1), "second dictionary");
    }

    [Fact]
    public async Task Prefixes_shared_by_thousands_of_long_values_are_refused()
    {
        const int values = 20_000;
        int[] prefixes = [.. Enumerable.Range(0, values).Select(static i => i == 0 ? 0 : 2_000)];
        int[] suffixes = [.. Enumerable.Range(0, values).Select(static i => i == 0 ? 2_000 : 0)];
        using var body = new ByteBuffer();
        DeltaBinaryPacked.Encode<int>(prefixes, body);
        DeltaBinaryPacked.Encode<int>(suffixes, body);
        body.Append(new byte[2_000]);
        MemoryStream file = new HandmadeFile(CompressionCodec.UNCOMPRESSED, HandmadeFile.Leaf(Parquet.Meta.Type.BYTE_ARRAY))
            .Data(values, Encoding.DELTA_BYTE_ARRAY, body.Written.ToArray())
            .Finish(values, values);
        await Refused(file, "expands beyond", 128 << 20);
    }

    [Theory]
    [InlineData(Encoding.BYTE_STREAM_SPLIT)]
    [InlineData(Encoding.DELTA_BYTE_ARRAY)]
    [InlineData(Encoding.PLAIN)]
    public async Task A_length_of_fixed_values_that_the_page_does_not_have_is_refused(Encoding encoding)
    {
        SchemaElement leaf = HandmadeFile.Leaf(Parquet.Meta.Type.FIXED_LEN_BYTE_ARRAY);
        leaf.TypeLength = int.MaxValue;
        await Refused(new HandmadeFile(CompressionCodec.UNCOMPRESSED, leaf).Data(4, encoding, new byte[100]).Finish(4, 4), "4 values of 2147483647 bytes");
    }

    [Fact]
    public async Task One_flipped_bit_of_a_page_with_a_checksum_is_found()
    {
        byte[] dictionary = [7, 0, 0, 0, 9, 0, 0, 0];
        byte[] data = [1, 0x03, 0b0110];
        var random = new Random(11);
        for (int bit = 0; bit < (dictionary.Length + data.Length) * 8; bit++)
        {
            byte[][] pages = [[.. dictionary], [.. data]];
            int page = bit < dictionary.Length * 8 ? 0 : 1;
            int place = bit - (page * dictionary.Length * 8);
            pages[page][place / 8] ^= (byte)(1 << (place % 8));
            MemoryStream file = new HandmadeFile(CompressionCodec.UNCOMPRESSED, HandmadeFile.Leaf(Parquet.Meta.Type.INT32))
                .Stored(new PageHeader { Type = PageType.DICTIONARY_PAGE, UncompressedPageSize = 8, Crc = (int)Crc32.Compute(dictionary), DictionaryPageHeader = new DictionaryPageHeader { NumValues = 2 } }, pages[0])
                .Stored(new PageHeader { Type = PageType.DATA_PAGE_V2, UncompressedPageSize = 3, Crc = (int)Crc32.Compute(data), DataPageHeaderV2 = new DataPageHeaderV2 { NumValues = 4, Encoding = Encoding.RLE_DICTIONARY } }, pages[1])
                .Finish(4, 4);
            await Refused(file, "the page's checksum is");
        }

        Assert.Equal(88, (dictionary.Length + data.Length) * 8);
    }

    private static async Task Refused(MemoryStream file, string message, long mostBytes = MostBytes)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        await using ParquetReader reader = await ParquetReader.CreateAsync(file);
        ParquetException error = await Assert.ThrowsAsync<ParquetException>(async () => (await reader.RowGroups[0].ReadRawColumnDataBaseAsync(reader.Schema.DataFields[0])).Dispose());
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, mostBytes);
    }

    private static byte[] Compress(CompressionCodec codec, byte[] plain)
    {
        using var buffer = new ByteBuffer();
        PageCompression.Compress(codec, CompressionLevel.Fastest, [], plain, buffer);
        return buffer.Written.ToArray();
    }
}
