using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Parquet.Encodings;
using Encoding = Parquet.Meta.Encoding;
using Physical = Parquet.Meta.Type;

namespace Parquet.Columns;

/// <summary>Numbers whose layout in memory is their PLAIN layout (little-endian machines; .NET runs on no others here).</summary>
internal sealed class BlittableCodec<T>(Physical physical) : FixedWidthCodec<T>(physical, Unsafe.SizeOf<T>())
    where T : unmanaged
{
    public override ReadOnlyMemory<byte>? AsPlain(ReadOnlyMemory<T> values) =>
        (long)values.Length * Width <= int.MaxValue ? new MemoryAsBytes<T>(values).Memory : null;

    public override Span<byte> AsPlain(Span<T> values) => MemoryMarshal.AsBytes(values);

    protected override void Decode(ReadOnlySpan<byte> plain, Span<T> values) => plain.CopyTo(MemoryMarshal.AsBytes(values));

    protected override void Encode(ReadOnlySpan<T> values, Span<byte> plain) => MemoryMarshal.AsBytes(values).CopyTo(plain);

    public override bool TryWrite(EncodingHint hint, ReadOnlySpan<T> values, ByteBuffer output, out Encoding encoding)
    {
        if (hint == EncodingHint.DeltaBinaryPacked && typeof(T) == typeof(int))
        {
            DeltaBinaryPacked.Encode(MemoryMarshal.Cast<T, int>(values), output);
            encoding = Encoding.DELTA_BINARY_PACKED;
            return true;
        }

        if (hint == EncodingHint.DeltaBinaryPacked && typeof(T) == typeof(long))
        {
            DeltaBinaryPacked.Encode(MemoryMarshal.Cast<T, long>(values), output);
            encoding = Encoding.DELTA_BINARY_PACKED;
            return true;
        }

        if (hint == EncodingHint.ByteSplitStream && (typeof(T) == typeof(float) || typeof(T) == typeof(double)))
        {
            ReadOnlySpan<byte> plain = MemoryMarshal.AsBytes(values);
            ByteStreamSplit.Encode(plain, Width, output.Reserve(plain.Length)[..plain.Length]);
            output.Advance(plain.Length);
            encoding = Encoding.BYTE_STREAM_SPLIT;
            return true;
        }

        encoding = Encoding.PLAIN;
        return false;
    }

    public override Bounds? Measure(ReadOnlySpan<T> values, ReadOnlySpan<byte> plain) =>
        ValueRange.TryFind(values, out T minimum, out T maximum)
            ? new Bounds(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in minimum)).ToArray(), MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in maximum)).ToArray())
            : null;

    public override object? ReadBound(byte[] bound) => bound.Length == Width ? MemoryMarshal.Read<T>(bound) : null;
}
