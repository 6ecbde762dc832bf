using System.Numerics;

namespace Parquet.Columns;

/// <summary>A growing array of bytes, rented from the shared pool.</summary>
internal sealed class ByteBuffer : IDisposable
{
    private byte[] _bytes;

    public ByteBuffer(int capacity = 256) => _bytes = ByteArrays.Pool.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    public void Append(byte value)
    {
        if (Length == _bytes.Length)
        {
            Grow(1);
        }

        _bytes[Length++] = value;
    }

    public void Append(ReadOnlySpan<byte> values)
    {
        values.CopyTo(Reserve(values.Length));
        Length += values.Length;
    }

    /// <summary>LEB128, as the format's run headers and delta headers use it.</summary>
    public void AppendVarint(ulong value)
    {
        while (value >= 0x80)
        {
            Append((byte)(value | 0x80));
            value >>= 7;
        }

        Append((byte)value);
    }

    public void AppendZigZag(long value) => AppendVarint((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>At least <paramref name="count"/> writable bytes after what is written; keep them with <see cref="Advance"/>.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Grow(count);
        }

        return _bytes.AsSpan(Length);
    }

    /// <summary>What is written and what is reserved behind it, as one span.</summary>
    public Span<byte> WithReserve(int count) => _bytes.AsSpan(0, count);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - Length);
        Length += count;
    }

    /// <summary>Writable view of bytes already written, for lengths that are known only later.</summary>
    public Span<byte> Rewrite(int start, int count) => _bytes.AsSpan(0, Length).Slice(start, count);

    public void Clear() => Length = 0;

    public void Dispose()
    {
        byte[] bytes = _bytes;
        _bytes = [];
        Length = 0;
        if (bytes.Length > 0)
        {
            ByteArrays.Pool.Return(bytes);
        }
    }

    private void Grow(int count)
    {
        long needed = (long)Length + count;
        if (needed > Array.MaxLength)
        {
            throw new ParquetException($"A column chunk would need {needed} bytes in one page; at most {Array.MaxLength} fit. Write smaller row groups.");
        }

        int capacity = (int)Math.Min(Array.MaxLength, (long)BitOperations.RoundUpToPowerOf2((ulong)needed));
        byte[] larger = Rent(capacity);
        Written.CopyTo(larger);
        if (_bytes.Length > 0)
        {
            ByteArrays.Pool.Return(_bytes);
        }

        _bytes = larger;
    }

    /// <exception cref="ParquetException">There is not so much memory.</exception>
    internal static byte[] Rent(int capacity)
    {
        try
        {
            return ByteArrays.Pool.Rent(capacity);
        }
        catch (OutOfMemoryException e)
        {
            throw new ParquetException($"There is no memory for the {capacity} bytes that a page or chunk asks for; smaller row groups need less", e);
        }
    }
}
