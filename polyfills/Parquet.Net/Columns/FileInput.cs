using System.Buffers.Binary;
using Parquet.Meta;
using Parquet.Thrift;

namespace Parquet.Columns;

/// <summary>A seekable stream that holds a Parquet file.</summary>
internal sealed class FileInput(Stream stream, bool leaveOpen) : IAsyncDisposable
{
    private const int SmallestWindow = 512;

    private readonly ReadOnlyMemory<byte>? _inMemory = Whole(stream);

    /// <summary>The file's name with a colon, or nothing when it has none; opens error messages.</summary>
    public string Name { get; } = stream is FileStream file ? $"{file.Name}: " : "";

    /// <summary>Where the footer starts, and so where column chunks must have ended.</summary>
    public long FooterOffset { get; private set; }

    /// <exception cref="IOException">The stream holds no Parquet file, or not a whole one.</exception>
    /// <exception cref="ParquetException">The footer is malformed.</exception>
    public async Task<FileMetaData> ReadFooterAsync(CancellationToken cancellationToken)
    {
        long length = stream.Length;
        int magic = FileFormat.Magic.Length;
        if (length < magic + FileFormat.TailLength)
        {
            throw new IOException($"{Name}not a Parquet file: {length} bytes are too few");
        }

        byte[] head = new byte[magic];
        byte[] tail = new byte[FileFormat.TailLength];
        await ReadAsync(0, head, cancellationToken);
        await ReadAsync(length - tail.Length, tail, cancellationToken);
        ReadOnlyMemory<byte> end = tail.AsMemory(sizeof(int));
        if (end.Span.SequenceEqual(FileFormat.EncryptedMagic.Span))
        {
            throw new ParquetException($"{Name}the file is encrypted, which is not supported");
        }

        if (head.AsSpan().SequenceEqual(FileFormat.Magic.Span) && !end.Span.SequenceEqual(FileFormat.Magic.Span))
        {
            throw new IOException($"{Name}not a whole Parquet file: the {length} bytes end with {Convert.ToHexString(end.Span)} at byte {length - end.Length} instead of {Convert.ToHexString(FileFormat.Magic.Span)}; the file was cut off, or not written to its end");
        }

        if (!head.AsSpan().SequenceEqual(FileFormat.Magic.Span) || !end.Span.SequenceEqual(FileFormat.Magic.Span))
        {
            throw new IOException($"{Name}not a Parquet file: byte 0 starts with {Convert.ToHexString(head)} and byte {length - end.Length} with {Convert.ToHexString(end.Span)} instead of {Convert.ToHexString(FileFormat.Magic.Span)}");
        }

        int footerLength = BinaryPrimitives.ReadInt32LittleEndian(tail);
        FooterOffset = length - tail.Length - footerLength;
        if (footerLength < 0 || FooterOffset < magic)
        {
            throw new IOException($"{Name}the footer claims {footerLength} bytes before byte {length - tail.Length}");
        }

        byte[] footer = new byte[footerLength];
        await ReadAsync(FooterOffset, footer, cancellationToken);
        try
        {
            var reader = new CompactReader(footer);
            return FileMetaData.Read(ref reader);
        }
        catch (ParquetException e)
        {
            throw new ParquetException($"{Name}footer at byte {FooterOffset}: {e.Message}", e);
        }
    }

    /// <exception cref="ParquetException">The footer places the chunk outside the file.</exception>
    public async ValueTask<ChunkBytes> ReadChunkAsync(string where, ColumnMetaData metadata, CancellationToken cancellationToken)
    {
        (long offset, int length) = Extent(where, metadata);
        if (_inMemory is { } whole)
        {
            return new ChunkBytes(where, whole.Slice((int)offset, length), null, offset, metadata);
        }

        byte[] rented = ByteBuffer.Rent(length);
        var chunk = new ChunkBytes(where, rented.AsMemory(0, length), rented, offset, metadata);
        try
        {
            await ReadAsync(offset, rented.AsMemory(0, length), cancellationToken);
            return chunk;
        }
        catch
        {
            chunk.Dispose();
            throw;
        }
    }

    /// <summary>Adds up the values that the page headers of a chunk declare, without reading the pages.</summary>
    /// <exception cref="ParquetException">The headers are malformed or place pages outside the chunk.</exception>
    public async ValueTask<long> CountSlotsAsync(string where, ColumnMetaData metadata, CancellationToken cancellationToken)
    {
        (long start, int length) = Extent(where, metadata);
        byte[] window = new byte[Math.Min(length, SmallestWindow)];
        long slots = 0;
        for (int at = 0; at < length;)
        {
            int count = Math.Min(window.Length, length - at);
            await ReadAsync(start + at, window.AsMemory(0, count), cancellationToken);
            if (PageWalk.TryReadHeader(window.AsSpan(0, count), out PageHeader? header, out int used, out ParquetException? failure))
            {
                at += used;
                if (header.CompressedPageSize < 0 || header.CompressedPageSize > length - at)
                {
                    throw new ParquetException($"{where}, page at byte {start + at - used}: the page declares {header.CompressedPageSize} bytes, but {length - at} remain");
                }

                slots += PageWalk.Slots(header);
                at += header.CompressedPageSize;
            }
            else if (count == length - at)
            {
                throw new ParquetException($"{where}, page at byte {start + at}: {failure.Message}", failure);
            }
            else
            {
                // Headers are small unless they carry long bounds.
                window = new byte[(int)Math.Min(length, 8L * window.Length)];
            }
        }

        return slots;
    }

    public ValueTask DisposeAsync() => leaveOpen ? ValueTask.CompletedTask : stream.DisposeAsync();

    /// <summary>Where the pages of a chunk lie.</summary>
    private (long Offset, int Length) Extent(string where, ColumnMetaData metadata)
    {
        long offset = metadata.DictionaryPageOffset is > 0 and { } dictionary ? Math.Min(dictionary, metadata.DataPageOffset) : metadata.DataPageOffset;
        long length = metadata.TotalCompressedSize;
        return offset < FileFormat.Magic.Length || length < 0 || length > FooterOffset - offset || length > Array.MaxLength
            ? throw new ParquetException($"{where}: the footer places it at byte {offset} with {length} bytes; pages lie between {FileFormat.Magic.Length} and {FooterOffset}")
            : (offset, (int)length);
    }

    private async ValueTask ReadAsync(long offset, Memory<byte> target, CancellationToken cancellationToken)
    {
        stream.Seek(offset, SeekOrigin.Begin);
        int read = await stream.ReadAtLeastAsync(target, target.Length, throwOnEndOfStream: false, cancellationToken);
        if (read < target.Length)
        {
            throw new IOException($"{Name}the file ends at byte {offset + read}, where {target.Length} bytes from {offset} on were to be read");
        }
    }

    private static ReadOnlyMemory<byte>? Whole(Stream stream) =>
        stream is MemoryStream memory && memory.TryGetBuffer(out ArraySegment<byte> bytes) ? (ReadOnlyMemory<byte>)bytes : default(ReadOnlyMemory<byte>?);
}
