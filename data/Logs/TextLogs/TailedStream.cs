namespace ReAgent.Data.Logs.TextLogs;

/// <summary>A stream with some bytes after its end.</summary>
internal sealed class TailedStream(Stream stream, byte[] tail) : Stream
{
    private int _tailRead;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = stream.Read(buffer, offset, count);
        return read > 0 || count == 0 ? read : ReadTail(buffer.AsSpan(offset, count));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return read > 0 || buffer.IsEmpty ? read : ReadTail(buffer.Span);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadTail(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, tail.Length - _tailRead);
        tail.AsSpan(_tailRead, count).CopyTo(buffer);
        _tailRead += count;
        return count;
    }
}
