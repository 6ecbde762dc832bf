using System.Runtime.InteropServices;
using Parquet.Encodings;
using Encoding = Parquet.Meta.Encoding;
using Physical = Parquet.Meta.Type;

namespace Parquet.Columns;

/// <summary>Values that all take the same number of bytes. Other encodings are first restored to the PLAIN layout.</summary>
internal abstract class FixedWidthCodec<T>(Physical physical, int width) : LeafCodec<T>
{
    /// <summary>Bytes of a stored value.</summary>
    protected int Width => width;

    public override int LeastBits => width * 8;

    /// <summary>From PLAIN bytes, exactly as many as the values take.</summary>
    protected abstract void Decode(ReadOnlySpan<byte> plain, Span<T> values);

    /// <summary>To PLAIN bytes, exactly as many as the values take.</summary>
    protected abstract void Encode(ReadOnlySpan<T> values, Span<byte> plain);

    public override int ReadPlain(ReadOnlySpan<byte> source, Span<T> values)
    {
        ReadOnlySpan<byte> plain = Bytes.Take(source, (long)values.Length * width, $"{values.Length} values of {width} bytes");
        Decode(plain, values);
        return plain.Length;
    }

    public override void Read(Encoding encoding, ReadOnlySpan<byte> source, Span<T> values)
    {
        if (encoding == Encoding.PLAIN)
        {
            ReadPlain(source, values);
            return;
        }

        Span<byte> direct = AsPlain(values);
        if (!direct.IsEmpty || values.IsEmpty)
        {
            Restore(encoding, source, direct);
            return;
        }

        // Streams take as many bytes as the values; shared prefixes can make them fewer, but not by any factor.
        long most = encoding == Encoding.DELTA_BYTE_ARRAY ? DeltaByteArray.LargestSize(source.Length) : source.Length + (long)(sizeof(long) * values.Length);
        if ((long)values.Length * width > Math.Min(most, Array.MaxLength))
        {
            throw new ParquetException($"{values.Length} values of {width} bytes cannot lie in the {source.Length} bytes that remain in the page");
        }

        int size = values.Length * width;
        byte[] plain = ByteArrays.Pool.Rent(size);
        try
        {
            Restore(encoding, source, plain.AsSpan(0, size));
            Decode(plain.AsSpan(0, size), values);
        }
        finally
        {
            ByteArrays.Pool.Return(plain);
        }
    }

    public override void WritePlain(ReadOnlySpan<T> values, ByteBuffer output)
    {
        long size = (long)values.Length * width;
        if (size > Array.MaxLength)
        {
            throw new ParquetException($"{values.Length} values of {width} bytes do not fit into one page; write smaller row groups");
        }

        Encode(values, output.Reserve((int)size)[..(int)size]);
        output.Advance((int)size);
    }

    private void Restore(Encoding encoding, ReadOnlySpan<byte> source, Span<byte> plain)
    {
        switch (encoding, physical)
        {
            case (Encoding.DELTA_BINARY_PACKED, Physical.INT32):
                DeltaBinaryPacked.Decode(source, MemoryMarshal.Cast<byte, int>(plain));
                break;
            case (Encoding.DELTA_BINARY_PACKED, Physical.INT64):
                DeltaBinaryPacked.Decode(source, MemoryMarshal.Cast<byte, long>(plain));
                break;
            case (Encoding.BYTE_STREAM_SPLIT, not Physical.INT96):
                ByteStreamSplit.Decode(Bytes.Take(source, plain.Length, "BYTE_STREAM_SPLIT data"), width, plain);
                break;
            case (Encoding.DELTA_BYTE_ARRAY, Physical.FIXED_LEN_BYTE_ARRAY):
                DeltaByteArray.DecodeFixed(source, width, plain);
                break;
            default:
                throw Unsupported(encoding);
        }
    }
}
