using System.Runtime.InteropServices;

namespace Orleans.Serialization;

/// <summary>A collection type made of plain functions.</summary>
internal abstract class SequenceCodec<TCollection, TElement>(
    CodecProvider codecs, Func<TCollection, IEnumerable<TElement>> items, Func<TCollection, string>? options)
    : CollectionCodec<TCollection, TElement>(codecs)
    where TCollection : notnull
{
    protected override ReadOnlySpan<TElement> Items(TCollection value) => items(value) switch
    {
        TElement[] array => array,
        List<TElement> list => CollectionsMarshal.AsSpan(list),
        var others => others.ToArray(),
    };

    protected override string Options(TCollection value) => options?.Invoke(value) ?? "";
}

/// <summary>A collection that is made empty and then filled.</summary>
internal sealed class MutableSequenceCodec<TCollection, TElement>(
    CodecProvider codecs,
    Func<TCollection, IEnumerable<TElement>> items,
    Func<int, string, TCollection> begin,
    Action<TCollection, TElement[]> fill,
    Func<TCollection, string>? options = null) : SequenceCodec<TCollection, TElement>(codecs, items, options)
    where TCollection : notnull
{
    protected override bool TryBegin(int count, string settings, out TCollection? collection)
    {
        collection = begin(count, settings);
        return true;
    }

    protected override void Fill(TCollection collection, TElement[] elements) => fill(collection, elements);

    protected override TCollection Create(TElement[] elements, string settings)
    {
        var collection = begin(elements.Length, settings);
        fill(collection, elements);
        return collection;
    }
}

/// <summary>A collection that is made whole. One that does not change, of elements that may be shared, may itself be shared.</summary>
internal sealed class FrozenSequenceCodec<TCollection, TElement>(
    CodecProvider codecs,
    Func<TCollection, IEnumerable<TElement>> items,
    Func<TElement[], string, TCollection> create,
    Func<TCollection, string>? options = null) : SequenceCodec<TCollection, TElement>(codecs, items, options)
    where TCollection : notnull
{
    public override bool IsImmutable => Element.IsImmutable;

    protected override bool TryBegin(int count, string settings, out TCollection? collection)
    {
        collection = default;
        return false;
    }

    protected override void Fill(TCollection collection, TElement[] elements) =>
        throw new InvalidOperationException($"A {typeof(TCollection)} cannot be filled.");

    protected override TCollection Create(TElement[] elements, string settings) => create(elements, settings);
}
