using System.Buffers;
using System.Runtime.InteropServices;

namespace Parquet.Columns;

/// <summary>Shows the memory of values as memory of bytes, so that a stream can take it without a copy.</summary>
internal sealed class MemoryAsBytes<T>(ReadOnlyMemory<T> values) : MemoryManager<byte>
    where T : unmanaged
{
    // Streams only read what they are asked to write, so giving up the read-only mark is safe here.
    public override Span<byte> GetSpan() => MemoryMarshal.AsBytes(MemoryMarshal.AsMemory(values).Span);

    public override unsafe MemoryHandle Pin(int elementIndex = 0)
    {
        MemoryHandle handle = values.Pin();
        return new MemoryHandle((byte*)handle.Pointer + elementIndex, pinnable: new Held(handle));
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }

    private sealed class Held(MemoryHandle handle) : IPinnable
    {
        private MemoryHandle _handle = handle;

        public MemoryHandle Pin(int elementIndex) => throw new NotSupportedException("Pin the memory, not its handle");

        public void Unpin() => _handle.Dispose();
    }
}
