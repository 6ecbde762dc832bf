using System.IO.Compression;
using Parquet;
using Parquet.Columns;
using Parquet.Compression;
using Parquet.Meta;
using Xunit;

namespace ParquetPolyfill.Tests.Compression;

public class PageCompressionTests
{
    public static TheoryData<CompressionCodec> Codecs => [.. Enum.GetValues<CompressionCodec>().Except([CompressionCodec.LZO, CompressionCodec.LZ4])];

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Head_and_body_come_back_joined(CompressionCodec codec)
    {
        using var compressed = new ByteBuffer();
        using var output = new ByteBuffer();
        PageCompression.Compress(codec, CompressionLevel.Fastest, "head, "u8, "body"u8, compressed);
        PageCompression.Decompress(codec, compressed.Written, 10, output);
        Assert.Equal("head, body", System.Text.Encoding.ASCII.GetString(output.Written));
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void A_page_that_declares_too_much_or_too_little_is_refused(CompressionCodec codec)
    {
        using var compressed = new ByteBuffer();
        PageCompression.Compress(codec, CompressionLevel.Fastest, [], Enumerable.Repeat((byte)7, 1000).ToArray(), compressed);
        foreach (int length in new[] { 999, 1001, 1_000_000_000 })
        {
            Assert.Throws<ParquetException>(() => Decompress(codec, compressed, length));
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void A_huge_claim_is_not_allocated(CompressionCodec codec)
    {
        using var compressed = new ByteBuffer();
        PageCompression.Compress(codec, CompressionLevel.Fastest, [], "few bytes"u8, compressed);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ParquetException>(() => Decompress(codec, compressed, 2_000_000_000));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Nothing_stands_for_no_bytes_but_itself(CompressionCodec codec)
    {
        using var nothing = new ByteBuffer();
        Assert.Throws<ParquetException>(() => Decompress(codec, nothing, 5));
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Noise_is_refused(CompressionCodec codec)
    {
        byte[] noise = new byte[64];
        new Random(5).NextBytes(noise);
        using var compressed = new ByteBuffer();
        compressed.Append(noise);
        Assert.Throws<ParquetException>(() => Decompress(codec, compressed, 200));
    }

    [Fact]
    public void Frames_of_Hadoop_are_read_and_so_are_raw_blocks_under_their_name()
    {
        using var block = new ByteBuffer();
        PageCompression.Compress(CompressionCodec.LZ4_RAW, CompressionLevel.Fastest, [], "framed"u8, block);
        using var framed = new ByteBuffer();
        foreach (int _ in new[] { 1, 2 })
        {
            framed.Append([0, 0, 0, 6, 0, 0, 0, (byte)block.Length]);
            framed.Append(block.Written);
        }

        Assert.Equal("framedframed", Decompress(CompressionCodec.LZ4, framed, 12));
        Assert.Equal("framed", Decompress(CompressionCodec.LZ4, block, 6));
    }

    [Fact]
    public void A_frame_of_Hadoop_may_hold_several_blocks()
    {
        using var framed = new ByteBuffer();
        framed.Append([0, 0, 0, 12]);
        foreach (string part in new[] { "first, ", "then." })
        {
            using var block = new ByteBuffer();
            PageCompression.Compress(CompressionCodec.LZ4_RAW, CompressionLevel.Fastest, [], System.Text.Encoding.ASCII.GetBytes(part), block);
            framed.Append([0, 0, 0, (byte)block.Length]);
            framed.Append(block.Written);
        }

        Assert.Equal("first, then.", Decompress(CompressionCodec.LZ4, framed, 12));
        framed.Append([0, 0, 0, 1]);
        Assert.Throws<ParquetException>(() => Decompress(CompressionCodec.LZ4, framed, 12));
    }

    [Fact]
    public void A_library_that_is_not_there_is_named_with_what_to_do_about_it()
    {
        string message = Assert.Throws<ParquetException>(() => NativeCodec.Load("Zstd", "libzstd", ["libsurely-not-here.so.1"])).Message;
        Assert.Contains("libzstd", message, StringComparison.Ordinal);
        Assert.Contains("libsurely-not-here.so.1", message, StringComparison.Ordinal);
        Assert.Contains("Snappy", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lzo_is_refused_by_name()
    {
        Assert.Contains("LZO", Assert.Throws<ParquetException>(() => PageCompression.Decompress(CompressionCodec.LZO, [1], 1, new ByteBuffer())).Message, StringComparison.Ordinal);
        Assert.Contains("Lzo", Assert.Throws<NotSupportedException>(() => PageCompression.Codec(CompressionMethod.Lzo)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checksums_are_those_of_gzip()
    {
        Assert.Equal(0xcbf43926u, Crc32.Compute("123456789"u8));
        Assert.Equal(0u, Crc32.Compute([]));
    }

    private static string Decompress(CompressionCodec codec, ByteBuffer compressed, int length)
    {
        using var output = new ByteBuffer();
        PageCompression.Decompress(codec, compressed.Written, length, output);
        return System.Text.Encoding.ASCII.GetString(output.Written);
    }
}
