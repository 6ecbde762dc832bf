using System.IO.Compression;
using Parquet.Columns;
using Parquet.Meta;

namespace Parquet.Compression;

/// <summary>Compresses and decompresses the bytes of a page.</summary>
internal static class PageCompression
{
    public static CompressionCodec Codec(CompressionMethod method) => method switch
    {
        CompressionMethod.None => CompressionCodec.UNCOMPRESSED,
        CompressionMethod.Snappy => CompressionCodec.SNAPPY,
        CompressionMethod.Gzip => CompressionCodec.GZIP,
        CompressionMethod.Brotli => CompressionCodec.BROTLI,
        CompressionMethod.LZ4 or CompressionMethod.Lz4Raw => CompressionCodec.LZ4_RAW,
        CompressionMethod.Zstd => CompressionCodec.ZSTD,
        _ => throw new NotSupportedException($"Compression {method} is not supported; supported are None, Snappy, Gzip, Brotli, Zstd, LZ4 and Lz4Raw"),
    };

    /// <summary>Appends the compressed form of two pieces that follow each other.</summary>
    public static void Compress(CompressionCodec codec, CompressionLevel level, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, ByteBuffer output)
    {
        if (codec == CompressionCodec.SNAPPY)
        {
            SnappyCompressor.Compress(head, body, output);
            return;
        }

        if (head.Length > 0 && body.Length > 0)
        {
            using var joined = new ByteBuffer(head.Length + body.Length);
            joined.Append(head);
            joined.Append(body);
            Compress(codec, level, joined.Written, [], output);
            return;
        }

        ReadOnlySpan<byte> source = head.Length > 0 ? head : body;
        switch (codec)
        {
            case CompressionCodec.UNCOMPRESSED:
                output.Append(source);
                break;
            case CompressionCodec.GZIP:
                CompressStream(source, output, target => new GZipStream(target, level, leaveOpen: true));
                break;
            case CompressionCodec.BROTLI:
                CompressStream(source, output, target => new BrotliStream(target, level, leaveOpen: true));
                break;
            case CompressionCodec.ZSTD:
                Zstd.Library.Compress(source, level, output);
                break;
            case CompressionCodec.LZ4_RAW:
                Lz4.Library.Compress(source, output);
                break;
            default:
                throw Unsupported(codec);
        }
    }

    /// <summary>Appends the <paramref name="length"/> bytes that <paramref name="source"/> stands for, or throws.</summary>
    /// <exception cref="ParquetException">The data is malformed, or of another length.</exception>
    public static void Decompress(CompressionCodec codec, ReadOnlySpan<byte> source, int length, ByteBuffer output)
    {
        switch (codec)
        {
            case CompressionCodec.UNCOMPRESSED:
                if (source.Length != length)
                {
                    throw new ParquetException($"The page is not compressed, but declares {length} bytes where it stores {source.Length}");
                }

                output.Append(source);
                break;
            case CompressionCodec.SNAPPY:
                Bound(source, length, SnappyDecompressor.MaximumRatio);
                SnappyDecompressor.Decompress(source, output.Reserve(length + SnappyDecompressor.Slack), length);
                output.Advance(length);
                break;
            case CompressionCodec.ZSTD:
                Bound(source, length, Zstd.MaximumRatio);
                Zstd.Library.Decompress(source, output.Reserve(length)[..length]);
                output.Advance(length);
                break;
            case CompressionCodec.LZ4_RAW:
                Bound(source, length, Lz4.MaximumRatio);
                Lz4.Library.Decompress(source, output.Reserve(length)[..length]);
                output.Advance(length);
                break;
            case CompressionCodec.LZ4:
                Bound(source, length, Lz4.MaximumRatio);
                Lz4.Library.DecompressFramed(source, output.Reserve(length)[..length]);
                output.Advance(length);
                break;
            case CompressionCodec.GZIP:
                DecompressStream(source, length, output, static compressed => new GZipStream(compressed, CompressionMode.Decompress));
                break;
            case CompressionCodec.BROTLI:
                DecompressStream(source, length, output, static compressed => new BrotliStream(compressed, CompressionMode.Decompress));
                break;
            default:
                throw Unsupported(codec);
        }
    }

    /// <summary>What compressed bytes cannot possibly stand for is not allocated.</summary>
    internal static void Bound(ReadOnlySpan<byte> source, int length, int ratio)
    {
        if (length > ((long)source.Length * ratio) + SnappyDecompressor.Slack || length > Array.MaxLength - SnappyDecompressor.Slack)
        {
            throw new ParquetException($"The page declares {length} bytes, more than its {source.Length} compressed bytes can hold");
        }
    }

    private static void CompressStream(ReadOnlySpan<byte> source, ByteBuffer output, Func<Stream, Stream> compressor)
    {
        using var target = new MemoryStream();
        using (Stream stream = compressor(target))
        {
            stream.Write(source);
        }

        output.Append(target.GetBuffer().AsSpan(0, (int)target.Length));
    }

    private static unsafe void DecompressStream(ReadOnlySpan<byte> source, int length, ByteBuffer output, Func<Stream, Stream> decompressor)
    {
        if (source.IsEmpty)
        {
            throw new ParquetException($"The page declares {length} bytes, but stores none");
        }

        fixed (byte* bytes = source)
        {
            using var compressed = new UnmanagedMemoryStream(bytes, source.Length);
            using Stream stream = decompressor(compressed);
            try
            {
                int done = 0;
                while (done < length)
                {
                    // Room grows with what really comes out, whatever the page declares.
                    int step = Math.Min(length - done, Math.Max(1 << 16, done));
                    int read = stream.Read(output.Reserve(step)[..step]);
                    if (read == 0)
                    {
                        throw new ParquetException($"The compressed data ends after {done} of the {length} bytes that the page declares");
                    }

                    output.Advance(read);
                    done += read;
                }

                if (stream.ReadByte() >= 0)
                {
                    throw new ParquetException($"The compressed data holds more than the {length} bytes that the page declares");
                }
            }
            catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
            {
                throw new ParquetException($"The compressed data is malformed: {e.Message}", e);
            }
        }
    }

    private static ParquetException Unsupported(CompressionCodec codec) =>
        Enum.IsDefined(codec) ? new ParquetException($"Compression {codec} is not supported") : new ParquetException($"The compression number {(int)codec} does not exist");
}
