namespace Orleans.Serialization;

/// <summary>
/// A collection: field 0 is the number of elements, field 1 each element in turn, and further fields what else there is to say.
/// </summary>
internal abstract class CollectionCodec<TCollection, TElement>(CodecProvider codecs) : Codec<TCollection>
    where TCollection : notnull
{
    private const uint CountField = 0;
    private const uint ElementField = 1;
    private const uint OptionsField = 2;
    private readonly Lazy<Codec<TElement>> element = new(codecs.Get<TElement>);

    public sealed override WireKind Kind => WireKind.Object;

    public override bool IsTracked => !typeof(TCollection).IsValueType;

    protected Codec<TElement> Element => element.Value;

    public override TCollection Copy(TCollection value, CopyContext context)
    {
        var items = Items(value);
        var options = Options(value);
        var begun = TryBegin(items.Length, options, out var copy);
        if (begun && IsTracked)
        {
            context.Record(value, copy!);
        }

        var copies = new TElement[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            copies[i] = context.Copy(items[i], Element);
        }

        return Finish(begun, copy, copies, options);
    }

    public sealed override void Write(WireWriter writer, TCollection value)
    {
        var items = Items(value);
        writer.WriteHeader(CountField, WireKind.Varint);
        writer.WriteVarint((ulong)items.Length);
        if (Options(value) is { Length: > 0 } options)
        {
            writer.WriteHeader(OptionsField, WireKind.Bytes);
            writer.WriteText(options);
        }

        foreach (var item in items)
        {
            writer.WriteField(ElementField, item, Element);
        }

        writer.WriteEndOfObject();
    }

    public sealed override TCollection Read(WireReader reader, FieldHeader header, int slot)
    {
        TElement[] items = [];
        TCollection? collection = default;
        var (next, options, begun) = (0, "", false);
        for (var field = reader.ReadHeader(); !field.IsEndOfObject; field = reader.ReadHeader())
        {
            switch (field.Id)
            {
                case CountField when field.Kind == WireKind.Varint:
                    items = next == 0 ? new TElement[reader.ReadCount()] : throw new SerializerException($"A {typeof(TCollection)} announces its elements twice.");
                    break;
                case OptionsField when field.Kind == WireKind.Bytes:
                    options = reader.ReadText();
                    break;
                case ElementField when next < items.Length:
                    if (next == 0 && TryBegin(items.Length, options, out collection))
                    {
                        begun = true;
                        reader.Record(slot, collection);
                    }

                    items[next++] = reader.ReadField(field, Element)!;
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }

        return next == items.Length
            ? Finish(begun, collection, items, options)
            : throw new SerializerException($"A {typeof(TCollection)} of {items.Length} elements holds {next}.");
    }

    /// <summary>The elements in the order in which they are put back.</summary>
    protected abstract ReadOnlySpan<TElement> Items(TCollection value);

    /// <summary>Makes a collection that <see cref="Fill"/> fills, so that its elements may refer to it; false when it cannot be changed once made.</summary>
    protected abstract bool TryBegin(int count, string options, out TCollection? collection);

    /// <summary>Fills what <see cref="TryBegin"/> made.</summary>
    protected abstract void Fill(TCollection collection, TElement[] items);

    /// <summary>Makes a whole collection.</summary>
    protected abstract TCollection Create(TElement[] items, string options);

    /// <summary>What else the collection needs to be made again, as text.</summary>
    protected virtual string Options(TCollection value) => "";

    private TCollection Finish(bool begun, TCollection? collection, TElement[] items, string options)
    {
        if (!begun)
        {
            return Create(items, options);
        }

        Fill(collection!, items);
        return collection!;
    }
}
