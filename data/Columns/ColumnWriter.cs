using System.Buffers;
using Parquet;
using Parquet.Schema;

namespace ReAgent.Data.Columns;

/// <summary>Writes whole columns as columns of one Parquet row group, with the levels of the format: an empty list or map is written as empty, not as null.</summary>
internal static class ColumnWriter
{
    /// <summary>Writes a column's rows, leaf after leaf.</summary>
    /// <param name="group">Row group under construction.</param>
    /// <param name="field">The column's field, from <see cref="ColumnFields.FieldOf"/> or with required numbers in its place.</param>
    /// <param name="column">The rows.</param>
    /// <param name="cancellationToken">Stops the writing; the file is then of no use.</param>
    public static async Task Write(ParquetRowGroupWriter group, Field field, Column column, CancellationToken cancellationToken)
    {
        if (column is not RaggedColumn ragged)
        {
            await WriteFlat(group, (DataField)field, column, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (ragged.Children.ToArray().All(child => child is not RaggedColumn))
        {
            await WriteEntries(group, field, ragged, cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (var (leaf, way) in LeavesOf(field, column, []))
        {
            var levels = new NestedLevels(way);
            for (var row = 0; row < column.Count; row++)
            {
                levels.Add(row);
            }

            await WriteValues(group, leaf, way[^1], levels.Definition.ToArray(), levels.Repetition.ToArray(), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task WriteFlat(ParquetRowGroupWriter group, DataField field, Column column, CancellationToken cancellationToken)
    {
        if (!field.IsNullable)
        {
            await WriteValues(group, field, column, null, null, cancellationToken).ConfigureAwait(false);
            return;
        }

        var definition = LevelArrays.Pool.Rent(column.Count);
        try
        {
            var present = column.NewEmpty();
            var rows = PresentRows(column, definition);
            present.AppendRows(column, rows);
            await WriteValues(group, field, present, definition.AsMemory(0, column.Count), null, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            LevelArrays.Pool.Return(definition);
        }
    }

    private static int[] PresentRows(Column column, int[] definition)
    {
        var rows = new List<int>(column.Count);
        for (var row = 0; row < column.Count; row++)
        {
            var present = column switch
            {
                ValueColumn<double> numbers => !double.IsNaN(numbers[row]),
                ValueColumn<long> integers => integers[row] != long.MinValue,
                _ => true,
            };
            definition[row] = present ? 1 : 0;
            if (present)
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }

    /// <summary>Lists and maps of plain values: every leaf has the same levels.</summary>
    private static async Task WriteEntries(ParquetRowGroupWriter group, Field field, RaggedColumn column, CancellationToken cancellationToken)
    {
        var slots = Slots(column.Offsets);
        var definition = LevelArrays.Pool.Rent(slots);
        var repetition = LevelArrays.Pool.Rent(slots);
        try
        {
            Levels(column.Offsets, definition.AsSpan(0, slots), repetition.AsSpan(0, slots));
            var leaves = Children(field);
            for (var child = 0; child < leaves.Length; child++)
            {
                await WriteValues(
                    group, (DataField)leaves[child], ChildOf(column, child), definition.AsMemory(0, slots), repetition.AsMemory(0, slots), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            LevelArrays.Pool.Return(definition);
            LevelArrays.Pool.Return(repetition);
        }
    }

    private static Column ChildOf(RaggedColumn column, int child) => column.Children[child];

    private static int Slots(ReadOnlySpan<int> offsets)
    {
        var slots = offsets[^1] - offsets[0];
        for (var row = 0; row + 1 < offsets.Length; row++)
        {
            slots += offsets[row + 1] == offsets[row] ? 1 : 0;
        }

        return slots;
    }

    // Lists and maps declared in code are optional: 1 says "empty", 2 says "an entry is here".
    private static void Levels(ReadOnlySpan<int> offsets, Span<int> definition, Span<int> repetition)
    {
        definition.Fill(2);
        repetition.Fill(1);
        var at = 0;
        for (var row = 0; row + 1 < offsets.Length; row++)
        {
            var length = offsets[row + 1] - offsets[row];
            repetition[at] = 0;
            if (length == 0)
            {
                definition[at++] = 1;
            }

            at += length;
        }
    }

    private static async Task WriteValues(
        ParquetRowGroupWriter group, DataField field, Column column, ReadOnlyMemory<int>? definition, ReadOnlyMemory<int>? repetition, CancellationToken cancellationToken)
    {
        switch (column)
        {
            case ValueColumn<double> numbers:
                await group.WriteAllPartsAsync<double>(field, numbers.Memory, definition, repetition, cancellationToken).ConfigureAwait(false);
                break;
            case ValueColumn<long> integers:
                await group.WriteAllPartsAsync<long>(field, integers.Memory, definition, repetition, cancellationToken).ConfigureAwait(false);
                break;
            case ValueColumn<bool> flags:
                await group.WriteAllPartsAsync<bool>(field, flags.Memory, definition, repetition, cancellationToken).ConfigureAwait(false);
                break;
            case ValueColumn<string> texts:
                var memories = ArrayPool<ReadOnlyMemory<char>>.Shared.Rent(texts.Count);
                try
                {
                    for (var row = 0; row < texts.Count; row++)
                    {
                        memories[row] = texts[row].AsMemory();
                    }

                    await group.WriteAllPartsAsync<ReadOnlyMemory<char>>(field, memories.AsMemory(0, texts.Count), definition, repetition, cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    ArrayPool<ReadOnlyMemory<char>>.Shared.Return(memories, clearArray: true);
                }

                break;
        }
    }

    private static Field[] Children(Field field) => field switch
    {
        ListField list => [list.Item],
        MapField map => [map.Key, map.Value],
        _ => [],
    };

    private static IEnumerable<(DataField Leaf, Column[] Way)> LeavesOf(Field field, Column column, Column[] way)
    {
        if (column is not RaggedColumn ragged)
        {
            return [((DataField)field, [.. way, column])];
        }

        var children = Children(field);
        return Enumerable.Range(0, children.Length).SelectMany(child => LeavesOf(children[child], ChildOf(ragged, child), [.. way, column]));
    }

    /// <summary>Levels of one leaf below several lists and maps.</summary>
    private sealed class NestedLevels(Column[] way)
    {
        public List<int> Definition { get; } = [];

        public List<int> Repetition { get; } = [];

        public void Add(int row) => Add(row, 0, 0);

        private void Add(int row, int depth, int repetition)
        {
            if (way[depth] is not RaggedColumn column)
            {
                Slot(2 * depth, repetition);
                return;
            }

            var (start, end) = (column.Offsets[row], column.Offsets[row + 1]);
            if (start == end)
            {
                Slot((2 * depth) + 1, repetition);
            }

            for (var entry = start; entry < end; entry++)
            {
                Add(entry, depth + 1, entry == start ? repetition : depth + 1);
            }
        }

        private void Slot(int definition, int repetition)
        {
            Definition.Add(definition);
            Repetition.Add(repetition);
        }
    }
}
