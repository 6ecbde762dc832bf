namespace Parquet.Columns;

/// <summary>A stream that is only written to, with the place reached so far.</summary>
internal sealed class FileOutput(Stream stream, long position)
{
    /// <summary>Bytes from the start of the file.</summary>
    public long Position { get; private set; } = position;

    public async Task WriteAsync(IReadOnlyList<ReadOnlyMemory<byte>> parts, CancellationToken cancellationToken)
    {
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            await stream.WriteAsync(part, cancellationToken);
            Position += part.Length;
        }
    }

    public Task FlushAsync(CancellationToken cancellationToken) => stream.FlushAsync(cancellationToken);
}
