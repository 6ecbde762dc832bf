using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Physical = Parquet.Meta.Type;

namespace Parquet.Columns;

/// <summary>Values stored as values of another type with a fixed width.</summary>
internal sealed class ConvertedCodec<T, TStored, TConversion>(Physical physical, TConversion conversion, bool hasOrder = true)
    : FixedWidthCodec<T>(physical, Unsafe.SizeOf<TStored>())
    where TStored : unmanaged
    where TConversion : struct, IConversion<T, TStored>
{
    public override Bounds? Measure(ReadOnlySpan<T> values, ReadOnlySpan<byte> plain)
    {
        if (!hasOrder || !ValueRange.TryFind(values, out T minimum, out T maximum))
        {
            return null;
        }

        return new Bounds(Stored(minimum), Stored(maximum));
    }

    public override object? ReadBound(byte[] bound) => bound.Length == Width ? conversion.Load(MemoryMarshal.Read<TStored>(bound)) : null;

    protected override void Decode(ReadOnlySpan<byte> plain, Span<T> values)
    {
        ReadOnlySpan<TStored> stored = MemoryMarshal.Cast<byte, TStored>(plain);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = conversion.Load(stored[i]);
        }
    }

    protected override void Encode(ReadOnlySpan<T> values, Span<byte> plain)
    {
        Span<TStored> stored = MemoryMarshal.Cast<byte, TStored>(plain);
        for (int i = 0; i < values.Length; i++)
        {
            stored[i] = conversion.Store(values[i]);
        }
    }

    private byte[] Stored(T value)
    {
        TStored stored = conversion.Store(value);
        return MemoryMarshal.AsBytes(new ReadOnlySpan<TStored>(in stored)).ToArray();
    }
}
