using Parquet.Schema;

namespace ParquetPolyfill.Tests.Records;

/// <summary>Puts rows together again from leaf columns: the inverse of <see cref="Shredder"/>.</summary>
public sealed class Assembler
{
    private readonly ParquetSchema _schema;
    private readonly Dictionary<DataField, Cursor> _cursors;

    private Assembler(ParquetSchema schema, IEnumerable<LeafColumn> columns)
    {
        _schema = schema;
        _cursors = columns.ToDictionary(static column => column.Field, static column => new Cursor(column));
    }

    public static List<object?[]> Assemble(ParquetSchema schema, IEnumerable<LeafColumn> columns, long rowCount)
    {
        var assembler = new Assembler(schema, columns);
        var rows = new List<object?[]>();
        for (long row = 0; row < rowCount; row++)
        {
            rows.Add([.. schema.Fields.Select(assembler.Next)]);
        }

        foreach (Cursor cursor in assembler._cursors.Values)
        {
            cursor.RequireEnd();
        }

        return rows;
    }

    private object? Next(Field field)
    {
        Cursor first = _cursors[Shredder.Leaves(field).First()];
        if (field is DataField leaf)
        {
            return first.Take();
        }

        if (first.Definition < field.MaxDefinitionLevel)
        {
            Skip(field);
            return null;
        }

        switch (field)
        {
            case StructField group:
                return group.Fields.Select(Next).ToArray();
            case ListField list:
                return Repeat(list, first, () => Next(list.Item));
            case MapField map:
                return Repeat(map, first, () => new KeyValuePair<object, object?>(Next(map.Key)!, Next(map.Value)));
            default:
                throw new ArgumentException($"unknown field {field}");
        }
    }

    private List<T> Repeat<T>(Field field, Cursor first, Func<T> next)
    {
        var items = new List<T>();
        if (first.Definition == field.MaxDefinitionLevel)
        {
            Skip(field);
            return items;
        }

        do
        {
            items.Add(next());
        }
        while (first.Repetition == field.MaxRepetitionLevel + 1);
        return items;
    }

    private void Skip(Field field)
    {
        foreach (DataField leaf in Shredder.Leaves(field))
        {
            _cursors[leaf].Take();
        }
    }

    private sealed class Cursor(LeafColumn column)
    {
        private int _slot;
        private int _value;

        public int Definition => column.DefinitionLevels[_slot];

        /// <summary>Repetition level of the slot to come; -1 at the end.</summary>
        public int Repetition => _slot < column.RepetitionLevels.Count ? column.RepetitionLevels[_slot] : -1;

        public object? Take() => column.DefinitionLevels[_slot++] == column.Field.MaxDefinitionLevel ? column.Values[_value++] : null;

        public void RequireEnd()
        {
            if (_slot != column.DefinitionLevels.Count || _value != column.Values.Count)
            {
                throw new InvalidDataException($"{column.Field.Path}: {column.DefinitionLevels.Count - _slot} slots are left over");
            }
        }
    }
}
