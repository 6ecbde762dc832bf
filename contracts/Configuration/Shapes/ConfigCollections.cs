using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ReAgent.Contracts.Configuration.Shapes;

/// <summary>Which collection types can be bound, and how they are made and read.</summary>
internal static class ConfigCollections
{
    public static bool IsList(Type type) => type.GetGenericTypeDefinition() is var definition
        && (definition == typeof(ImmutableArray<>) || definition == typeof(IReadOnlyList<>) || definition == typeof(IReadOnlyCollection<>)
            || definition == typeof(IEnumerable<>));

    public static bool IsDictionary(Type type) => type.GetGenericTypeDefinition() is var definition
        && (definition == typeof(ImmutableSortedDictionary<,>) || definition == typeof(ImmutableDictionary<,>)
            || definition == typeof(IReadOnlyDictionary<,>) || definition == typeof(IImmutableDictionary<,>));

    /// <summary>A collection of the list's type with these items.</summary>
    public static object List(ListShape shape, IReadOnlyList<object?> items)
    {
        var array = Array.CreateInstance(shape.Item.Type, items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            array.SetValue(items[i], i);
        }

        return shape.Type is { IsValueType: true }
            ? Generic(nameof(AsImmutableArray), shape.Item.Type).Invoke(null, [array])!
            : array;
    }

    /// <summary>A dictionary of the shape's type with these entries.</summary>
    public static object Dictionary(DictionaryShape shape, IReadOnlyList<(object Key, object? Value)> entries)
    {
        var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(shape.Key.Type, shape.Value.Type))!;
        foreach (var (key, value) in entries)
        {
            dictionary.Add(key, value);
        }

        var make = shape.Type.GetGenericTypeDefinition() == typeof(ImmutableDictionary<,>) ? nameof(AsImmutable) : nameof(AsSorted);
        return Generic(make, shape.Key.Type, shape.Value.Type).Invoke(null, [dictionary])!;
    }

    public static object Tuple(TupleShape shape, IReadOnlyList<object?> items) => Activator.CreateInstance(shape.Type, [.. items])!;

    /// <summary>The items; none for an <see cref="ImmutableArray{T}"/> that was never set.</summary>
    public static IReadOnlyList<object?> ItemsOf(object list) =>
        list.GetType() is { IsValueType: true } type && (bool)type.GetProperty(nameof(ImmutableArray<>.IsDefault))!.GetValue(list)!
            ? []
            : [.. ((IEnumerable)list).Cast<object?>()];

    /// <summary>The entries in the order of their keys: numbers by value, text by ordinal comparison.</summary>
    public static IReadOnlyList<(object Key, object? Value)> EntriesOf(object dictionary)
    {
        var entries = new List<(object Key, object? Value)>();
        foreach (DictionaryEntry entry in (IDictionary)dictionary)
        {
            entries.Add((entry.Key, entry.Value));
        }

        entries.Sort((a, b) => a.Key is string text ? string.CompareOrdinal(text, (string)b.Key) : Comparer.DefaultInvariant.Compare(a.Key, b.Key));
        return entries;
    }

    public static IReadOnlyList<object?> ItemsOfTuple(object tuple) => [.. Enumerable.Range(0, ((ITuple)tuple).Length).Select(i => ((ITuple)tuple)[i])];

    private static MethodInfo Generic(string name, params Type[] arguments) =>
        typeof(ConfigCollections).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(arguments);

    private static ImmutableArray<T> AsImmutableArray<T>(T[] items) => ImmutableCollectionsMarshal.AsImmutableArray(items);

    private static ImmutableDictionary<TKey, TValue> AsImmutable<TKey, TValue>(Dictionary<TKey, TValue> items)
        where TKey : notnull => items.ToImmutableDictionary();

    private static ImmutableSortedDictionary<TKey, TValue> AsSorted<TKey, TValue>(Dictionary<TKey, TValue> items)
        where TKey : notnull => items.ToImmutableSortedDictionary();
}
