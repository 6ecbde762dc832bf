using System.Buffers;

namespace Orleans.Serialization;

/// <summary>Collects bytes in an array of the shared pool.</summary>
internal sealed class PooledBuffer(int limit = int.MaxValue) : IBufferWriter<byte>
{
    private const int FirstSize = 512;
    private byte[] bytes = [];

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    /// <summary>Room for at least <paramref name="sizeHint"/> bytes.</summary>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        if (bytes.Length - Length < sizeHint || bytes.Length == Length)
        {
            Grow(Math.Max(sizeHint, 1));
        }

        return bytes.AsSpan(Length);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        GetSpan(sizeHint);
        return bytes.AsMemory(Length);
    }

    public void Advance(int count) => Length += count;

    public void Write(ReadOnlySpan<byte> data)
    {
        data.CopyTo(GetSpan(data.Length));
        Length += data.Length;
    }

    /// <summary>Bytes that have been written, to be changed in place.</summary>
    public Span<byte> Span(int start, int count) => bytes.AsSpan(start, count);

    /// <summary>Hands the array over to the caller, who returns it to the pool, and begins anew.</summary>
    public byte[] Detach()
    {
        var detached = bytes;
        bytes = [];
        Length = 0;
        return detached;
    }

    /// <summary>Gives the array back and begins anew.</summary>
    public void Clear()
    {
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }

        bytes = [];
        Length = 0;
    }

    private void Grow(int needed)
    {
        // A value that is too large is refused as it is written, before it has filled the memory.
        var least = (long)Length + needed;
        if (least > limit || least > Array.MaxLength)
        {
            throw new BufferLimitException($"What is to be written takes more than {Math.Min(limit, Array.MaxLength)} bytes.");
        }

        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(least, Math.Max(FirstSize, 2L * bytes.Length)), Array.MaxLength));
        bytes.AsSpan(0, Length).CopyTo(larger);
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }

        bytes = larger;
    }
}
