using System.Numerics;
using Physical = Parquet.Meta.Type;

namespace Parquet.Columns;

/// <summary>Decimals as big-endian two's complement integers of a fixed length.</summary>
internal sealed class FixedDecimalCodec(int length, DecimalScale scale) : FixedWidthCodec<decimal>(Physical.FIXED_LEN_BYTE_ARRAY, length)
{
    public override Bounds? Measure(ReadOnlySpan<decimal> values, ReadOnlySpan<byte> plain) =>
        ValueRange.TryFind(values, out decimal minimum, out decimal maximum) ? new Bounds(Stored(minimum), Stored(maximum)) : null;

    public override object? ReadBound(byte[] bound) => scale.Apply(new BigInteger(bound, isUnsigned: false, isBigEndian: true));

    protected override void Decode(ReadOnlySpan<byte> plain, Span<decimal> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = scale.Apply(new BigInteger(plain.Slice(i * Width, Width), isUnsigned: false, isBigEndian: true));
        }
    }

    protected override void Encode(ReadOnlySpan<decimal> values, Span<byte> plain)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Store(values[i], plain.Slice(i * Width, Width));
        }
    }

    private byte[] Stored(decimal value)
    {
        byte[] bytes = new byte[Width];
        Store(value, bytes);
        return bytes;
    }

    private void Store(decimal value, Span<byte> target)
    {
        BigInteger number = scale.Unscale(value);
        target.Fill(number.Sign < 0 ? (byte)0xff : (byte)0);
        int size = number.GetByteCount();
        if (size > target.Length || !number.TryWriteBytes(target[(target.Length - size)..], out _, isUnsigned: false, isBigEndian: true))
        {
            throw new ArgumentException($"{value} takes {size} bytes; the column's values have {target.Length}");
        }
    }
}

/// <summary>Decimals as big-endian two's complement integers of any length; other writers make these, they are only read.</summary>
internal sealed class VariableDecimalCodec(DecimalScale scale) : ByteArrayCodec<decimal>
{
    public override object? ReadBound(byte[] bound) => scale.Apply(new BigInteger(bound, isUnsigned: false, isBigEndian: true));

    // Their order is that of the numbers, not that of the bytes.
    public override Bounds? Measure(ReadOnlySpan<decimal> values, ReadOnlySpan<byte> plain) => null;

    public override void WritePlain(ReadOnlySpan<decimal> values, ByteBuffer output)
    {
        Span<byte> prefix = stackalloc byte[sizeof(int)];
        foreach (decimal value in values)
        {
            byte[] bytes = scale.Unscale(value).ToByteArray(isUnsigned: false, isBigEndian: true);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(prefix, bytes.Length);
            output.Append(prefix);
            output.Append(bytes);
        }
    }

    protected override void Make(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, Span<decimal> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = scale.Apply(new BigInteger(bytes.Slice(starts[i], lengths[i]), isUnsigned: false, isBigEndian: true));
        }
    }
}
