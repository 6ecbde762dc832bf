using Physical = Parquet.Meta.Type;

namespace Parquet.Columns;

/// <summary>Byte arrays that all have the length that the schema gives.</summary>
internal sealed class FixedBinaryCodec<T, TForm>(int length) : FixedWidthCodec<T>(Physical.FIXED_LEN_BYTE_ARRAY, length)
    where TForm : IBinaryForm<T>
{
    public override Bounds? Measure(ReadOnlySpan<T> values, ReadOnlySpan<byte> plain)
    {
        if (values.IsEmpty)
        {
            return null;
        }

        ReadOnlySpan<byte> minimum = TForm.Bytes(values[0]);
        ReadOnlySpan<byte> maximum = minimum;
        foreach (T value in values)
        {
            ReadOnlySpan<byte> bytes = TForm.Bytes(value);
            minimum = bytes.SequenceCompareTo(minimum) < 0 ? bytes : minimum;
            maximum = bytes.SequenceCompareTo(maximum) > 0 ? bytes : maximum;
        }

        return new Bounds(minimum.ToArray(), maximum.ToArray());
    }

    public override object? ReadBound(byte[] bound) => bound;

    protected override void Decode(ReadOnlySpan<byte> plain, Span<T> values)
    {
        ReadOnlyMemory<byte> kept = TForm.SharesBytes ? plain.ToArray() : default;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = TForm.SharesBytes ? TForm.Keep(kept.Slice(i * Width, Width)) : TForm.Keep(plain.Slice(i * Width, Width).ToArray());
        }
    }

    protected override void Encode(ReadOnlySpan<T> values, Span<byte> plain)
    {
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> bytes = TForm.Bytes(values[i]);
            if (bytes.Length != Width)
            {
                throw new ArgumentException($"Value {i} has {bytes.Length} bytes; the column's values have {Width}");
            }

            bytes.CopyTo(plain[(i * Width)..]);
        }
    }
}
