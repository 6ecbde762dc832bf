using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Orleans.Serialization;

/// <summary>A value type around an array: written as an object whose member 0 is the array.</summary>
internal class ArrayShapedCodec<TCollection, TElement>(
    CodecProvider codecs, Func<TCollection, TElement[]?> items, Func<TElement[]?, TCollection> create, bool isImmutable) : Codec<TCollection>
    where TCollection : struct
{
    private readonly Lazy<Codec<TElement>> element = new(codecs.Get<TElement>);
    private readonly Lazy<Codec<TElement[]>> array = new(codecs.Get<TElement[]>);

    public override WireKind Kind => WireKind.Object;

    public override bool IsImmutable => isImmutable && element.Value.IsImmutable;

    public override TCollection Copy(TCollection value, CopyContext context) => create(context.Copy(items(value)!, array.Value));

    public override void Write(WireWriter writer, TCollection value)
    {
        writer.WriteField(0, items(value)!, array.Value);
        writer.WriteEndOfObject();
    }

    public override TCollection Read(WireReader reader, FieldHeader header, int slot)
    {
        TElement[]? elements = null;
        for (var field = reader.ReadHeader(); !field.IsEndOfObject; field = reader.ReadHeader())
        {
            if (field.Id == 0)
            {
                elements = reader.ReadField(field, array.Value);
            }
            else
            {
                reader.Skip(field);
            }
        }

        return create(elements);
    }
}

/// <summary>An immutable array, the default one included.</summary>
internal sealed class ImmutableArrayCodec<T>(CodecProvider codecs) : ArrayShapedCodec<ImmutableArray<T>, T>(
    codecs, ImmutableCollectionsMarshal.AsArray, ImmutableCollectionsMarshal.AsImmutableArray, isImmutable: true);
