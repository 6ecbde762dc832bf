using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Orleans.Serialization;

/// <summary>A collection of numbers, written as their bytes in little-endian order.</summary>
internal sealed class BlittableCodec<TCollection, TElement>(
    Func<TCollection, ReadOnlyMemory<TElement>> items, Func<TElement[], TCollection> create, bool isImmutable) : Codec<TCollection>
    where TElement : unmanaged
{
    public override WireKind Kind => WireKind.Bytes;

    public override bool IsImmutable => isImmutable;

    public override bool IsTracked => !typeof(TCollection).IsValueType;

    public override TCollection Copy(TCollection value, CopyContext context) => create(items(value).ToArray());

    public override void Write(WireWriter writer, TCollection value)
    {
        var span = items(value).Span;
        if (BitConverter.IsLittleEndian)
        {
            writer.WriteBytes(MemoryMarshal.AsBytes(span));
            return;
        }

        writer.WriteBytes(MemoryMarshal.AsBytes<TElement>(Swapped(span)));
    }

    public override TCollection Read(WireReader reader, FieldHeader header, int slot)
    {
        var bytes = reader.ReadBytes();
        if (bytes.Length % Unsafe.SizeOf<TElement>() != 0)
        {
            throw new SerializerException($"{bytes.Length} bytes are not a whole number of {typeof(TElement)}.");
        }

        var elements = MemoryMarshal.Cast<byte, TElement>(bytes);
        return create(BitConverter.IsLittleEndian ? elements.ToArray() : Swapped(elements));
    }

    private static TElement[] Swapped(ReadOnlySpan<TElement> span)
    {
        var copy = span.ToArray();
        for (var i = 0; i < copy.Length; i++)
        {
            MemoryMarshal.AsBytes(copy.AsSpan(i, 1)).Reverse();
        }

        return copy;
    }
}

/// <summary>A one-dimensional array.</summary>
internal sealed class ArrayCodec<T>(CodecProvider codecs) : CollectionCodec<T[], T>(codecs)
{
    protected override ReadOnlySpan<T> Items(T[] value) => value;

    protected override bool TryBegin(int count, string options, out T[] collection)
    {
        collection = new T[count];
        return true;
    }

    protected override void Fill(T[] collection, T[] items) => items.CopyTo(collection, 0);

    protected override T[] Create(T[] items, string options) => items;
}
