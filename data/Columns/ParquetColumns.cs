using System.Runtime.InteropServices;
using Parquet;
using Parquet.Schema;

namespace ReAgent.Data.Columns;

/// <summary>
/// Reads and writes whole columns of one Parquet row group: flat ones as arrays, maps and lists as packed columns.
/// Numbers are accepted in any of the usual widths; on the way out they have the types of the schema in hand.
/// </summary>
/// <remarks>
/// Levels follow the Parquet convention for the three-level list and map layouts: a repetition level of 0 starts a row, and an entry is
/// present where its definition level is the highest that its column has.
/// </remarks>
internal static class ParquetColumns
{
    /// <summary>Numbers of a flat column; a null becomes <paramref name="missing"/>.</summary>
    public static async Task<double[]> ReadDoubles(ParquetRowGroupReader group, DataField field, double missing, CancellationToken cancellationToken)
    {
        var leaf = await ReadNumbers(group, field, cancellationToken).ConfigureAwait(false);
        if (leaf.Definition is not { } definition)
        {
            return leaf.Values;
        }

        var present = 0;
        var result = new double[definition.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = definition[i] == field.MaxDefinitionLevel ? leaf.Values[present++] : missing;
        }

        return result;
    }

    /// <summary>Whole numbers of a flat column; a null becomes <paramref name="missing"/>.</summary>
    public static async Task<long[]> ReadLongs(ParquetRowGroupReader group, DataField field, long missing, CancellationToken cancellationToken)
    {
        var leaf = await ReadIntegers(group, field, cancellationToken).ConfigureAwait(false);
        if (leaf.Definition is not { } definition)
        {
            return leaf.Values;
        }

        var present = 0;
        var result = new long[definition.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = definition[i] == field.MaxDefinitionLevel ? leaf.Values[present++] : missing;
        }

        return result;
    }

    /// <summary>Texts of a flat column; whole numbers are written out, a null stays null. Equal texts share one string.</summary>
    public static async Task<string?[]> ReadStrings(ParquetRowGroupReader group, DataField field, CancellationToken cancellationToken)
    {
        var leaf = await ReadTexts(group, field, cancellationToken).ConfigureAwait(false);
        if (leaf.Definition is not { } definition)
        {
            return leaf.Values;
        }

        var present = 0;
        var result = new string?[definition.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = definition[i] == field.MaxDefinitionLevel ? leaf.Values[present++] : null;
        }

        return result;
    }

    /// <summary>Booleans of a flat column; a null is false.</summary>
    public static async Task<bool[]> ReadBooleans(ParquetRowGroupReader group, DataField field, CancellationToken cancellationToken)
    {
        var leaf = await ReadLeaf<bool>(group, field, cancellationToken).ConfigureAwait(false);
        if (leaf.Definition is not { } definition)
        {
            return leaf.Values;
        }

        var present = 0;
        var result = new bool[definition.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = definition[i] == field.MaxDefinitionLevel && leaf.Values[present++];
        }

        return result;
    }

    /// <summary>A map column with whole-number keys.</summary>
    public static async Task<MapColumn<long>> ReadMap(ParquetRowGroupReader group, MapField field, CancellationToken cancellationToken)
    {
        var (keyField, valueField) = Leaves(field);
        var keys = await ReadIntegers(group, keyField, cancellationToken).ConfigureAwait(false);
        var values = await ReadNumbers(group, valueField, cancellationToken).ConfigureAwait(false);
        return ToMap(keys, keyField, values, valueField);
    }

    /// <summary>A map column with text keys.</summary>
    public static async Task<MapColumn<string>> ReadNamedMap(ParquetRowGroupReader group, MapField field, CancellationToken cancellationToken)
    {
        var (keyField, valueField) = Leaves(field);
        var keys = await ReadTexts(group, keyField, cancellationToken).ConfigureAwait(false);
        var values = await ReadNumbers(group, valueField, cancellationToken).ConfigureAwait(false);
        return ToMap(keys, keyField, values, valueField);
    }

    /// <summary>A list column of texts.</summary>
    public static async Task<ListColumn<string>> ReadList(ParquetRowGroupReader group, ListField field, CancellationToken cancellationToken)
    {
        if (field.Item is not DataField item)
        {
            throw new InvalidDataException($"Column '{field.Name}' is a list of {field.Item.SchemaType}; a list of texts is wanted.");
        }

        var leaf = await ReadTexts(group, item, cancellationToken).ConfigureAwait(false);
        var column = new ListColumn<string>();
        var present = 0;
        for (var slot = 0; slot < leaf.Definition!.Length; slot++)
        {
            if (slot > 0 && leaf.Repetition![slot] == 0)
            {
                column.EndRow();
            }

            if (leaf.Definition[slot] == item.MaxDefinitionLevel)
            {
                column.Add(leaf.Values[present++]);
            }
        }

        if (leaf.Definition.Length > 0)
        {
            column.EndRow();
        }

        return column;
    }

    /// <summary>Writes a map column, row by row in the order given.</summary>
    /// <param name="group">Row group under construction.</param>
    /// <param name="field">Field of the schema; values are required.</param>
    /// <param name="column">Where the entries are.</param>
    /// <param name="rows">Row of <paramref name="column"/> for each row written; −1 writes an empty map.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task WriteMap(
        ParquetRowGroupWriter group, MapField field, MapColumn<long> column, ReadOnlyMemory<int> rows, CancellationToken cancellationToken)
    {
        var (keyField, valueField) = Leaves(field);
        var (definition, repetition, entries) = Levels(rows.Span, row => column.Length(row));
        var keys = new long[entries];
        var values = new double[entries];
        Gather(column, rows.Span, keys, values);
        await group.WriteAllPartsAsync<long>(keyField, keys, definition, repetition, cancellationToken).ConfigureAwait(false);
        await group.WriteAllPartsAsync<double>(valueField, values, definition, repetition, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="WriteMap"/>
    public static async Task WriteNamedMap(
        ParquetRowGroupWriter group, MapField field, MapColumn<string> column, ReadOnlyMemory<int> rows, CancellationToken cancellationToken)
    {
        var (keyField, valueField) = Leaves(field);
        var (definition, repetition, entries) = Levels(rows.Span, row => column.Length(row));
        var keys = new string[entries];
        var values = new double[entries];
        Gather(column, rows.Span, keys, values);
        await group.WriteAllPartsAsync<ReadOnlyMemory<char>>(keyField, AsTexts(keys), definition, repetition, cancellationToken).ConfigureAwait(false);
        await group.WriteAllPartsAsync<double>(valueField, values, definition, repetition, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="WriteMap"/>
    public static async Task WriteList(
        ParquetRowGroupWriter group, ListField field, ListColumn<string> column, ReadOnlyMemory<int> rows, CancellationToken cancellationToken)
    {
        var (definition, repetition, entries) = Levels(rows.Span, row => column.Length(row));
        var items = new string[entries];
        var at = 0;
        foreach (var row in rows.Span)
        {
            if (row >= 0)
            {
                var source = column.Items(row);
                source.CopyTo(items.AsSpan(at));
                at += source.Length;
            }
        }

        await group.WriteAllPartsAsync<ReadOnlyMemory<char>>((DataField)field.Item, AsTexts(items), definition, repetition, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a flat column of required texts.</summary>
    public static Task WriteStrings(ParquetRowGroupWriter group, DataField field, string[] values, CancellationToken cancellationToken) =>
        group.WriteAllPartsAsync<ReadOnlyMemory<char>>(field, AsTexts(values), null, null, cancellationToken);

    private static (DataField Key, DataField Value) Leaves(MapField field) =>
        (field.Key, field.Value) is (DataField key, DataField value)
            ? (key, value)
            : throw new InvalidDataException($"Column '{field.Name}' is a map to {field.Value.SchemaType}; a map to numbers is wanted.");

    private static ReadOnlyMemory<char>[] AsTexts(string[] texts) => Array.ConvertAll(texts, text => text.AsMemory());

    private static void Gather<TKey>(MapColumn<TKey> column, ReadOnlySpan<int> rows, TKey[] keys, double[] values)
    {
        var at = 0;
        foreach (var row in rows)
        {
            if (row >= 0)
            {
                var source = column.Keys(row);
                source.CopyTo(keys.AsSpan(at));
                column.Values(row).CopyTo(values.AsSpan(at));
                at += source.Length;
            }
        }
    }

    // Lists and maps declared in code are optional: 1 says "empty", 2 says "an entry is here".
    private static (int[] Definition, int[] Repetition, int Entries) Levels(ReadOnlySpan<int> rows, Func<int, int> lengthOf)
    {
        int slots = 0, entries = 0;
        foreach (var row in rows)
        {
            var length = row < 0 ? 0 : lengthOf(row);
            entries += length;
            slots += Math.Max(1, length);
        }

        var definition = new int[slots];
        var repetition = new int[slots];
        var at = 0;
        foreach (var row in rows)
        {
            var length = row < 0 ? 0 : lengthOf(row);
            if (length == 0)
            {
                definition[at++] = 1;
                continue;
            }

            definition.AsSpan(at, length).Fill(2);
            repetition.AsSpan(at + 1, length - 1).Fill(1);
            at += length;
        }

        return (definition, repetition, entries);
    }

    private static MapColumn<TKey> ToMap<TKey>(Leaf<TKey> keys, DataField keyField, Leaf<double> values, DataField valueField)
    {
        var column = new MapColumn<TKey>();
        int key = 0, value = 0;
        for (var slot = 0; slot < keys.Definition!.Length; slot++)
        {
            if (slot > 0 && keys.Repetition![slot] == 0)
            {
                column.EndRow();
            }

            var hasKey = keys.Definition[slot] == keyField.MaxDefinitionLevel;
            var hasValue = values.Definition![slot] == valueField.MaxDefinitionLevel;
            if (hasKey && hasValue)
            {
                column.Add(keys.Values[key], values.Values[value]);
            }

            key += hasKey ? 1 : 0;
            value += hasValue ? 1 : 0;
        }

        if (keys.Definition.Length > 0)
        {
            column.EndRow();
        }

        return column;
    }

    private static async Task<Leaf<double>> ReadNumbers(ParquetRowGroupReader group, DataField field, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType;
        return type switch
        {
            _ when type == typeof(double) => await ReadLeaf<double>(group, field, cancellationToken).ConfigureAwait(false),
            _ when type == typeof(float) => (await ReadLeaf<float>(group, field, cancellationToken).ConfigureAwait(false)).Select(value => (double)value),
            _ when type == typeof(decimal) => (await ReadLeaf<decimal>(group, field, cancellationToken).ConfigureAwait(false)).Select(value => (double)value),
            _ when type == typeof(bool) => (await ReadLeaf<bool>(group, field, cancellationToken).ConfigureAwait(false)).Select(value => value ? 1d : 0d),
            _ => (await ReadIntegers(group, field, cancellationToken).ConfigureAwait(false)).Select(value => (double)value),
        };
    }

    private static async Task<Leaf<long>> ReadIntegers(ParquetRowGroupReader group, DataField field, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType;
        return type switch
        {
            _ when type == typeof(long) => await ReadLeaf<long>(group, field, cancellationToken).ConfigureAwait(false),
            _ when type == typeof(int) => (await ReadLeaf<int>(group, field, cancellationToken).ConfigureAwait(false)).Select(value => (long)value),
            _ when type == typeof(short) => (await ReadLeaf<short>(group, field, cancellationToken).ConfigureAwait(false)).Select(value => (long)value),
            _ when type == typeof(byte) => (await ReadLeaf<byte>(group, field, cancellationToken).ConfigureAwait(false)).Select(value => (long)value),
            _ when type == typeof(uint) => (await ReadLeaf<uint>(group, field, cancellationToken).ConfigureAwait(false)).Select(value => (long)value),
            _ => throw new InvalidDataException($"Column '{field.Path}' holds {type.Name}; a number is wanted."),
        };
    }

    private static async Task<Leaf<string>> ReadTexts(ParquetRowGroupReader group, DataField field, CancellationToken cancellationToken)
    {
        if (field.ClrType != typeof(ReadOnlyMemory<char>) && field.ClrType != typeof(string))
        {
            return (await ReadIntegers(group, field, cancellationToken).ConfigureAwait(false)).Select(value => value.ToString());
        }

        var leaf = await ReadLeaf<ReadOnlyMemory<char>>(group, field, cancellationToken).ConfigureAwait(false);
        var pool = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        return leaf.Select(text =>
        {
            if (!pool.TryGetValue(text.Span, out var known))
            {
                pool.Add(text.Span);
                pool.TryGetValue(text.Span, out known);
            }

            return known!;
        });
    }

    private static async Task<Leaf<T>> ReadLeaf<T>(ParquetRowGroupReader group, DataField field, CancellationToken cancellationToken)
        where T : struct
    {
        var slots = checked((int)group.GetMetadata(field)!.MetaData!.NumValues);
        var values = new T[slots];
        var definition = field.MaxDefinitionLevel > 0 ? new int[slots] : null;
        var repetition = field.MaxRepetitionLevel > 0 ? new int[slots] : null;
        await group.ReadRawAsync(
            field,
            values.AsMemory(),
            definition is null ? (Memory<int>?)null : definition.AsMemory(),
            repetition is null ? (Memory<int>?)null : repetition.AsMemory(),
            cancellationToken).ConfigureAwait(false);
        return new Leaf<T>(values, definition, repetition);
    }

    /// <summary>One leaf column as Parquet stores it: present values at the front, and the levels of every slot.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Leaf<T>(T[] Values, int[]? Definition, int[]? Repetition)
    {
        public Leaf<TOther> Select<TOther>(Converter<T, TOther> convert) => new(Array.ConvertAll(Values, convert), Definition, Repetition);
    }
}
