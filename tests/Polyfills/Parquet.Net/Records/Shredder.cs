using Parquet.Schema;

namespace ParquetPolyfill.Tests.Records;

/// <summary>
/// Stripes rows into leaf columns (Melnik et al., Dremel, 2010, figure 4). A row is an array with one value per field: null, a boxed leaf, an array for a
/// struct, a list for a list, and a list of pairs for a map.
/// </summary>
public static class Shredder
{
    public static List<LeafColumn> Shred(ParquetSchema schema, IEnumerable<object?[]> rows)
    {
        Dictionary<DataField, LeafColumn> columns = schema.GetDataFields().ToDictionary(static leaf => leaf, static leaf => new LeafColumn(leaf));
        foreach (object?[] row in rows)
        {
            for (int i = 0; i < schema.Fields.Count; i++)
            {
                Shred(schema.Fields[i], row[i], 0, 0, columns);
            }
        }

        return [.. schema.GetDataFields().Select(leaf => columns[leaf])];
    }

    private static void Shred(Field field, object? value, int repetition, int definition, Dictionary<DataField, LeafColumn> columns)
    {
        if (value is null)
        {
            if (!field.IsNullable)
            {
                throw new ArgumentException($"{field.Path} is required");
            }

            Absent(field, repetition, definition, columns);
            return;
        }

        int present = definition + (field.IsNullable ? 1 : 0);
        switch (field)
        {
            case DataField leaf:
                columns[leaf].Add(value, present, repetition);
                break;
            case StructField group:
                for (int i = 0; i < group.Fields.Count; i++)
                {
                    Shred(group.Fields[i], ((object?[])value)[i], repetition, present, columns);
                }

                break;
            case ListField list:
                var items = (List<object?>)value;
                Repeat(list, items.Count, repetition, present, columns, (i, level) => Shred(list.Item, items[i], level, present + 1, columns));
                break;
            case MapField map:
                var pairs = (List<KeyValuePair<object, object?>>)value;
                Repeat(map, pairs.Count, repetition, present, columns, (i, level) =>
                {
                    Shred(map.Key, pairs[i].Key, level, present + 1, columns);
                    Shred(map.Value, pairs[i].Value, level, present + 1, columns);
                });
                break;
        }
    }

    private static void Repeat(Field field, int count, int repetition, int definition, Dictionary<DataField, LeafColumn> columns, Action<int, int> shred)
    {
        if (count == 0)
        {
            Absent(field, repetition, definition, columns);
        }

        for (int i = 0; i < count; i++)
        {
            shred(i, i == 0 ? repetition : field.MaxRepetitionLevel + 1);
        }
    }

    private static void Absent(Field field, int repetition, int definition, Dictionary<DataField, LeafColumn> columns)
    {
        foreach (DataField leaf in Leaves(field))
        {
            columns[leaf].Add(null, definition, repetition);
        }
    }

    internal static IEnumerable<DataField> Leaves(Field field) => field switch
    {
        DataField leaf => [leaf],
        StructField group => group.Fields.SelectMany(Leaves),
        ListField list => Leaves(list.Item),
        MapField map => Leaves(map.Key).Concat(Leaves(map.Value)),
        _ => throw new ArgumentException($"unknown field {field}"),
    };
}
