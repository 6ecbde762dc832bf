using System.Buffers;
using System.Buffers.Binary;
using Parquet.Meta;
using Parquet.Schema;
using Parquet.Thrift;

namespace Parquet.Columns;

/// <summary>A seekable stream that holds a Parquet file.</summary>
internal sealed class FileInput(Stream stream, bool leaveOpen) : IAsyncDisposable
{
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

        if (!head.AsSpan().SequenceEqual(FileFormat.Magic.Span) || !end.Span.SequenceEqual(FileFormat.Magic.Span))
        {
            throw new IOException($"{Name}not a Parquet file: it starts with {Convert.ToHexString(head)} and ends with {Convert.ToHexString(end.Span)} instead of {Convert.ToHexString(FileFormat.Magic.Span)}");
        }

        int footerLength = BinaryPrimitives.ReadInt32LittleEndian(tail);
        FooterOffset = length - tail.Length - footerLength;
        if (footerLength < 0 || FooterOffset < magic)
        {
            throw new IOException($"{Name}the footer claims {footerLength} bytes, but the file has {length}");
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
    public async ValueTask<ChunkBytes> ReadChunkAsync(DataField field, ColumnMetaData metadata, CancellationToken cancellationToken)
    {
        long offset = metadata.DictionaryPageOffset is > 0 and { } dictionary ? Math.Min(dictionary, metadata.DataPageOffset) : metadata.DataPageOffset;
        long length = metadata.TotalCompressedSize;
        if (offset < FileFormat.Magic.Length || length < 0 || length > FooterOffset - offset || length > Array.MaxLength)
        {
            throw new ParquetException($"{Name}column '{field.Path}': the footer places it at byte {offset} with {length} bytes; pages lie between {FileFormat.Magic.Length} and {FooterOffset}");
        }

        if (_inMemory is { } whole)
        {
            return new ChunkBytes(Name, whole.Slice((int)offset, (int)length), null, offset, metadata);
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent((int)length);
        var chunk = new ChunkBytes(Name, rented.AsMemory(0, (int)length), rented, offset, metadata);
        try
        {
            await ReadAsync(offset, rented.AsMemory(0, (int)length), cancellationToken);
            return chunk;
        }
        catch
        {
            chunk.Dispose();
            throw;
        }
    }

    public ValueTask DisposeAsync() => leaveOpen ? ValueTask.CompletedTask : stream.DisposeAsync();

    private async ValueTask ReadAsync(long offset, Memory<byte> target, CancellationToken cancellationToken)
    {
        stream.Seek(offset, SeekOrigin.Begin);
        await stream.ReadExactlyAsync(target, cancellationToken);
    }

    private static ReadOnlyMemory<byte>? Whole(Stream stream) =>
        stream is MemoryStream memory && memory.TryGetBuffer(out ArraySegment<byte> bytes) ? (ReadOnlyMemory<byte>)bytes : default(ReadOnlyMemory<byte>?);
}
