using System.Buffers;
using System.Runtime.InteropServices;
using Parquet.Encodings;
using Encoding = Parquet.Meta.Encoding;

namespace Parquet.Columns;

/// <summary>Booleans: one bit each when PLAIN, or runs.</summary>
internal sealed class BooleanCodec : LeafCodec<bool>
{
    public override int LeastBits => 1;

    public override int ReadPlain(ReadOnlySpan<byte> source, Span<bool> values)
    {
        ReadOnlySpan<byte> bits = Bytes.Take(source, ((long)values.Length + 7) / 8, $"{values.Length} booleans");
        Span<byte> bytes = MemoryMarshal.AsBytes(values);
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((bits[i >> 3] >> (i & 7)) & 1);
        }

        return bits.Length;
    }

    public override void Read(Encoding encoding, ReadOnlySpan<byte> source, Span<bool> values)
    {
        if (encoding != Encoding.RLE)
        {
            base.Read(encoding, source, values);
            return;
        }

        if (values.IsEmpty)
        {
            return;
        }

        int length = Bytes.ReadInt32(source, "The length of RLE booleans");
        var decoder = new HybridDecoder(Bytes.Take(source[sizeof(int)..], length, "RLE booleans"), 1, "RLE booleans");
        int[] block = ArrayPool<int>.Shared.Rent(1024);
        try
        {
            for (int done = 0; done < values.Length;)
            {
                Span<int> part = block.AsSpan(0, Math.Min(1024, values.Length - done));
                decoder.Decode(part);
                foreach (int value in part)
                {
                    values[done++] = value != 0;
                }
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(block);
        }
    }

    public override void WritePlain(ReadOnlySpan<bool> values, ByteBuffer output)
    {
        int size = (int)(((long)values.Length + 7) / 8);
        Span<byte> bits = output.Reserve(size)[..size];
        bits.Clear();
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i])
            {
                bits[i >> 3] |= (byte)(1 << (i & 7));
            }
        }

        output.Advance(size);
    }

    public override Bounds? Measure(ReadOnlySpan<bool> values, ReadOnlySpan<byte> plain) =>
        values.IsEmpty ? null : new Bounds([values.Contains(false) ? (byte)0 : (byte)1], [values.Contains(true) ? (byte)1 : (byte)0]);

    public override object? ReadBound(byte[] bound) => bound.Length == 1 ? bound[0] != 0 : null;
}
