using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace Orleans.Serialization;

/// <summary>The codecs of the built-in collections, made when first asked for.</summary>
internal static class CollectionCodecs
{
    /// <summary>For each generic type definition the method here that makes its codec.</summary>
    public static IReadOnlyDictionary<Type, string> Makers { get; } = new Dictionary<Type, string>
    {
        [typeof(List<>)] = nameof(List),
        [typeof(HashSet<>)] = nameof(HashSet),
        [typeof(Queue<>)] = nameof(Queue),
        [typeof(Stack<>)] = nameof(Stack),
        [typeof(SortedSet<>)] = nameof(SortedSet),
        [typeof(Collection<>)] = nameof(Collection),
        [typeof(ReadOnlyCollection<>)] = nameof(ReadOnlyCollection),
        [typeof(Dictionary<,>)] = nameof(Dictionary),
        [typeof(SortedDictionary<,>)] = nameof(SortedDictionary),
        [typeof(ConcurrentDictionary<,>)] = nameof(ConcurrentDictionary),
        [typeof(ConcurrentQueue<>)] = nameof(ConcurrentQueue),
        [typeof(ImmutableArray<>)] = nameof(ImmutableArray),
        [typeof(ImmutableList<>)] = nameof(ImmutableList),
        [typeof(ImmutableHashSet<>)] = nameof(ImmutableHashSet),
        [typeof(ImmutableSortedSet<>)] = nameof(ImmutableSortedSet),
        [typeof(ImmutableQueue<>)] = nameof(ImmutableQueue),
        [typeof(ImmutableStack<>)] = nameof(ImmutableStack),
        [typeof(ImmutableDictionary<,>)] = nameof(ImmutableDictionary),
        [typeof(ImmutableSortedDictionary<,>)] = nameof(ImmutableSortedDictionary),
        [typeof(ReadOnlyMemory<>)] = nameof(ReadOnlyMemory),
        [typeof(Memory<>)] = nameof(Memory),
        [typeof(ArraySegment<>)] = nameof(ArraySegment),
    };

    public static Codec List<T>(CodecProvider codecs) =>
        new MutableSequenceCodec<List<T>, T>(codecs, v => v, (count, _) => new(count), (v, items) => v.AddRange(items));

    public static Codec HashSet<T>(CodecProvider codecs) => new MutableSequenceCodec<HashSet<T>, T>(
        codecs, v => v, (count, o) => new(count, ComparerNames.Equality<T>(o)), (v, items) => v.UnionWith(items), v => ComparerNames.Of(v.Comparer));

    public static Codec Queue<T>(CodecProvider codecs) => new MutableSequenceCodec<Queue<T>, T>(
        codecs, v => v, (count, _) => new(count), (v, items) => Array.ForEach(items, v.Enqueue));

    public static Codec Stack<T>(CodecProvider codecs) => new MutableSequenceCodec<Stack<T>, T>(
        codecs, v => v.Reverse(), (count, _) => new(count), (v, items) => Array.ForEach(items, v.Push));

    public static Codec SortedSet<T>(CodecProvider codecs) => new MutableSequenceCodec<SortedSet<T>, T>(
        codecs, v => v, (_, o) => new(ComparerNames.Order<T>(o)), (v, items) => v.UnionWith(items), v => ComparerNames.Of(v.Comparer));

    public static Codec Collection<T>(CodecProvider codecs) => new MutableSequenceCodec<Collection<T>, T>(
        codecs, v => v, (_, _) => [], (v, items) => Array.ForEach(items, v.Add));

    public static Codec ReadOnlyCollection<T>(CodecProvider codecs) =>
        new FrozenSequenceCodec<ReadOnlyCollection<T>, T>(codecs, v => v, (items, _) => new(items));

    public static Codec Dictionary<TKey, TValue>(CodecProvider codecs)
        where TKey : notnull => new MutableSequenceCodec<Dictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(
            codecs,
            v => v,
            (count, o) => new(count, ComparerNames.Equality<TKey>(o)),
            (v, items) => Array.ForEach(items, item => v.Add(item.Key, item.Value)),
            v => ComparerNames.Of(v.Comparer));

    public static Codec SortedDictionary<TKey, TValue>(CodecProvider codecs)
        where TKey : notnull => new MutableSequenceCodec<SortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(
            codecs,
            v => v,
            (_, o) => new(ComparerNames.Order<TKey>(o)),
            (v, items) => Array.ForEach(items, item => v.Add(item.Key, item.Value)),
            v => ComparerNames.Of(v.Comparer));

    public static Codec ConcurrentDictionary<TKey, TValue>(CodecProvider codecs)
        where TKey : notnull => new MutableSequenceCodec<ConcurrentDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(
            codecs,
            v => v,
            (_, o) => new(ComparerNames.Equality<TKey>(o)),
            (v, items) => Array.ForEach(items, item => v.TryAdd(item.Key, item.Value)),
            v => ComparerNames.Of(v.Comparer));

    public static Codec ConcurrentQueue<T>(CodecProvider codecs) => new MutableSequenceCodec<ConcurrentQueue<T>, T>(
        codecs, v => v, (_, _) => [], (v, items) => Array.ForEach(items, v.Enqueue));

    public static Codec ImmutableArray<T>(CodecProvider codecs) => new ImmutableArrayCodec<T>(codecs);

    public static Codec ImmutableList<T>(CodecProvider codecs) =>
        new FrozenSequenceCodec<ImmutableList<T>, T>(codecs, v => v, (items, _) => [.. items]);

    public static Codec ImmutableHashSet<T>(CodecProvider codecs) => new FrozenSequenceCodec<ImmutableHashSet<T>, T>(
        codecs,
        v => v,
        (items, o) => System.Collections.Immutable.ImmutableHashSet.Create(ComparerNames.Equality<T>(o), items),
        v => ComparerNames.Of(v.KeyComparer));

    public static Codec ImmutableSortedSet<T>(CodecProvider codecs) => new FrozenSequenceCodec<ImmutableSortedSet<T>, T>(
        codecs,
        v => v,
        (items, o) => System.Collections.Immutable.ImmutableSortedSet.Create(ComparerNames.Order<T>(o), items),
        v => ComparerNames.Of(v.KeyComparer));

    public static Codec ImmutableQueue<T>(CodecProvider codecs) =>
        new FrozenSequenceCodec<ImmutableQueue<T>, T>(codecs, v => v, (items, _) => [.. items]);

    public static Codec ImmutableStack<T>(CodecProvider codecs) => new FrozenSequenceCodec<ImmutableStack<T>, T>(
        codecs, v => v.Reverse(), (items, _) => System.Collections.Immutable.ImmutableStack.CreateRange(items));

    public static Codec ImmutableDictionary<TKey, TValue>(CodecProvider codecs)
        where TKey : notnull => new FrozenSequenceCodec<ImmutableDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(
            codecs,
            v => v,
            (items, o) => System.Collections.Immutable.ImmutableDictionary.CreateRange(ComparerNames.Equality<TKey>(o), items),
            v => ComparerNames.Of(v.KeyComparer));

    public static Codec ImmutableSortedDictionary<TKey, TValue>(CodecProvider codecs)
        where TKey : notnull => new FrozenSequenceCodec<ImmutableSortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(
            codecs,
            v => v,
            (items, o) => System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(ComparerNames.Order<TKey>(o), items),
            v => ComparerNames.Of(v.KeyComparer));

    public static Codec ReadOnlyMemory<T>(CodecProvider codecs) =>
        new ArrayShapedCodec<ReadOnlyMemory<T>, T>(codecs, v => v.ToArray(), v => v, isImmutable: true);

    public static Codec Memory<T>(CodecProvider codecs) =>
        new ArrayShapedCodec<Memory<T>, T>(codecs, v => v.ToArray(), v => v, isImmutable: false);

    public static Codec ArraySegment<T>(CodecProvider codecs) => new ArrayShapedCodec<ArraySegment<T>, T>(
        codecs, v => v.Array is null ? null : v.ToArray(), v => v is null ? default : new(v), isImmutable: false);
}
