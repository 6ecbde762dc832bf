using System.IO.MemoryMappedFiles;

namespace ReAgent.Data.Batches;

/// <summary>The bytes of a row store, wherever they are.</summary>
internal interface IRowImage : IDisposable
{
    long Length { get; }

    /// <summary>Some of the bytes; the caller has checked that they are there, and holds the image.</summary>
    ReadOnlySpan<byte> Bytes(long start, int length);

    /// <summary>Keeps the bytes in place until <see cref="Release"/>, even if somebody disposes the image meanwhile.</summary>
    /// <exception cref="ObjectDisposedException">The image is disposed already.</exception>
    void Hold();

    void Release();

    /// <summary>Says that these bytes will be read soon.</summary>
    void ReadAhead(long start, long length);
}

/// <summary>A file, mapped into memory: the system loads its pages when they are read, and drops them when memory is short.</summary>
internal sealed unsafe class MappedImage : IRowImage
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    public MappedImage(string path)
    {
        Length = new FileInfo(path).Length;
        if (Length == 0)
        {
            throw new InvalidDataException($"{path} is not a row store: it is empty.");
        }

        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
    }

    public long Length { get; }

    public ReadOnlySpan<byte> Bytes(long start, int length) => new(_start + start, length);

    public void Hold()
    {
        var held = false;
        _view.SafeMemoryMappedViewHandle.DangerousAddRef(ref held);
    }

    public void Release() => _view.SafeMemoryMappedViewHandle.DangerousRelease();

    public void ReadAhead(long start, long length) => MappedReading.Expect(_start + start, length);

    public void Dispose()
    {
        if (!_view.SafeMemoryMappedViewHandle.IsClosed)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file.Dispose();
        }
    }
}

/// <summary>A row store that was built in memory.</summary>
internal sealed class ArrayImage(byte[] content) : IRowImage
{
    private bool _disposed;

    public long Length => content.Length;

    public ReadOnlySpan<byte> Bytes(long start, int length) => content.AsSpan((int)start, length);

    public void Hold() => ObjectDisposedException.ThrowIf(_disposed, typeof(RowStore));

    public void Release()
    {
    }

    public void ReadAhead(long start, long length)
    {
    }

    public void Dispose() => _disposed = true;
}
