using System.Buffers.Binary;

namespace Parquet.Columns;

/// <summary>Byte arrays of any length, as arrays or as slices of one array per page.</summary>
internal sealed class BinaryCodec<T, TForm> : ByteArrayCodec<T>
    where TForm : IBinaryForm<T>
{
    public override void WritePlain(ReadOnlySpan<T> values, ByteBuffer output)
    {
        foreach (T value in values)
        {
            ReadOnlySpan<byte> bytes = TForm.Bytes(value);
            Span<byte> target = output.Reserve(checked(sizeof(int) + bytes.Length));
            BinaryPrimitives.WriteInt32LittleEndian(target, bytes.Length);
            bytes.CopyTo(target[sizeof(int)..]);
            output.Advance(sizeof(int) + bytes.Length);
        }
    }

    public override object? ReadBound(byte[] bound) => bound;

    protected override void Make(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, Span<T> values)
    {
        ReadOnlyMemory<byte> kept = TForm.SharesBytes ? bytes.ToArray() : default;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = TForm.SharesBytes
                ? TForm.Keep(kept.Slice(starts[i], lengths[i]))
                : TForm.Keep(bytes.Slice(starts[i], lengths[i]).ToArray());
        }
    }
}
