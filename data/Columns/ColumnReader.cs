using System.Runtime.InteropServices;
using Parquet;
using Parquet.Schema;

namespace ReAgent.Data.Columns;

/// <summary>
/// Reads whole columns of one Parquet row group, of any shape, with the levels of the format: a repetition level of 0 starts a row, and an entry
/// of a list or map exists from a definition level on that follows from the schema.
/// </summary>
internal static class ColumnReader
{
    /// <summary>Appends the rows of a field to a column. Numbers are accepted in any of the usual widths. Null entries of lists and of maps to numbers
    /// are left out; a null in a flat column is an absent value.</summary>
    /// <exception cref="InvalidDataException">The field cannot be read as this shape.</exception>
    public static async Task Read(ParquetRowGroupReader group, Field field, ColumnShape shape, Column into, CancellationToken cancellationToken)
    {
        var leaves = ColumnFields.Leaves(field, shape)
            ?? throw new InvalidDataException($"Column '{field.Name}' is a {ColumnFields.ShapeOf(field)?.ToString() ?? "structure"}, but it should be a {shape}.");
        await ReadNode(group, leaves, 0, into, 0, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a column and those below it; says which leaf comes next.</summary>
    private static async Task<int> ReadNode(ParquetRowGroupReader group, LeafPath[] leaves, int next, Column column, int depth, CancellationToken cancellationToken)
    {
        if (column is not RaggedColumn ragged)
        {
            using var leaf = new LeafReader(group, leaves[next]);
            var before = column.Count;
            var present = await leaf.ReadInto(column, cancellationToken).ConfigureAwait(false);
            Spread(column, before, present, leaf, leaves[next]);
            return next + 1;
        }

        if (column is MapColumn<long> or MapColumn<string> or ListColumn<long> or ListColumn<double> or ListColumn<string>)
        {
            return await ReadEntries(group, leaves, next, ragged, depth, cancellationToken).ConfigureAwait(false);
        }

        var first = next;
        for (var child = 0; child < ChildrenOf(ragged); child++)
        {
            next = await ReadNode(group, leaves, next, ragged.Children[child], depth + 1, cancellationToken).ConfigureAwait(false);
        }

        using var structure = new LeafReader(group, leaves[first]);
        await structure.ReadInto(Scratch(leaves[first]), cancellationToken).ConfigureAwait(false);
        EndRows(ragged, structure, leaves[first], depth);
        return next;
    }

    /// <summary>
    /// The innermost lists and maps, whose null entries are left out. The levels of one leaf are held at a time: they take as much memory as the values.
    /// </summary>
    private static async Task<int> ReadEntries(
        ParquetRowGroupReader group, LeafPath[] leaves, int next, RaggedColumn column, int depth, CancellationToken cancellationToken)
    {
        var count = ChildrenOf(column);
        var (rows, before) = (column.Count, column.Entries);
        var whole = true;
        for (var child = 0; child < count; child++)
        {
            using var leaf = new LeafReader(group, leaves[next + child]);
            var present = await leaf.ReadInto(column.Children[child], cancellationToken).ConfigureAwait(false);
            if (child == 0)
            {
                whole = present == Entries(leaf, leaves[next].EntryLevels[depth + 1]);
                EndRows(column, leaf, leaves[next], depth);
            }

            whole &= present == column.Entries - before;
        }

        if (!whole)
        {
            await ReadWithNulls(group, leaves.AsMemory(next, count), column, depth, rows, before, cancellationToken).ConfigureAwait(false);
        }

        return next + count;
    }

    private static async Task ReadWithNulls(
        ParquetRowGroupReader group, ReadOnlyMemory<LeafPath> leaves, RaggedColumn column, int depth, int rows, int before, CancellationToken cancellationToken)
    {
        var readers = new LeafReader[leaves.Length];
        try
        {
            column.ForgetRows(rows);
            for (var child = 0; child < readers.Length; child++)
            {
                column.Children[child].Truncate(before);
                readers[child] = new LeafReader(group, leaves.Span[child]);
                await readers[child].ReadInto(column.Children[child], cancellationToken).ConfigureAwait(false);
            }

            DropNulls(column, before, readers, leaves.Span, depth);
        }
        finally
        {
            foreach (var reader in readers)
            {
                reader?.Dispose();
            }
        }
    }

    private static int ChildrenOf(RaggedColumn column) => column.Children.Length;

    private static Column Scratch(LeafPath path) => path.Field.ClrType == typeof(ReadOnlyMemory<char>) ? new ValueColumn<string>() : new ValueColumn<double>();

    private static int Entries(LeafReader leaf, int level)
    {
        var entries = 0;
        foreach (var definition in leaf.Definition)
        {
            entries += definition >= level ? 1 : 0;
        }

        return leaf.Definition.IsEmpty ? leaf.Slots : entries;
    }

    /// <summary>Moves the present values of a leaf to their rows and puts absent ones between them.</summary>
    private static void Spread(Column column, int before, int present, LeafReader leaf, LeafPath path)
    {
        var level = path.EntryLevels[^1];
        var rows = path.Depth == 0 ? leaf.Slots : Entries(leaf, level);
        if (present == rows)
        {
            return;
        }

        switch (column)
        {
            case ValueColumn<double> numbers:
                Spread(numbers);
                break;
            case ValueColumn<long> integers:
                Spread(integers);
                break;
            case ValueColumn<string> texts:
                Spread(texts);
                break;
            case ValueColumn<bool> flags:
                Spread(flags);
                break;
        }

        void Spread<T>(ValueColumn<T> values)
        {
            values.Extend(rows - present);
            var to = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(values.Values), values.Count)[before..];
            var from = present - 1;
            var row = rows - 1;
            for (var slot = leaf.Slots - 1; slot >= 0; slot--)
            {
                if (leaf.Definition[slot] >= level)
                {
                    to[row--] = leaf.Definition[slot] == path.Field.MaxDefinitionLevel ? to[from--] : ValueColumn<T>.Absent;
                }
            }
        }
    }

    private static void EndRows(RaggedColumn column, LeafReader leaf, LeafPath path, int depth) =>
        column.EndRows(leaf.Definition, leaf.Repetition, depth, path.EntryLevels[depth], path.EntryLevels[depth + 1]);

    private static void DropNulls(RaggedColumn column, int before, LeafReader[] readers, ReadOnlySpan<LeafPath> leaves, int depth)
    {
        // Values were appended without gaps; those whose partner is missing are taken out, and the rest moves up.
        var children = column.Children.Length;
        var kept = new List<int>[children];
        var at = new int[children];
        for (var child = 0; child < children; child++)
        {
            kept[child] = [];
        }

        var lengths = new List<long>();
        for (var slot = 0; slot < readers[0].Slots; slot++)
        {
            if (readers[0].Repetition[slot] <= depth && readers[0].Definition[slot] >= leaves[0].EntryLevels[depth])
            {
                lengths.Add(0);
            }

            var whole = true;
            for (var child = 0; child < children; child++)
            {
                whole &= readers[child].Definition[slot] == leaves[child].Field.MaxDefinitionLevel;
            }

            for (var child = 0; child < children; child++)
            {
                var here = readers[child].Definition[slot] == leaves[child].Field.MaxDefinitionLevel;
                if (whole)
                {
                    kept[child].Add(before + at[child]);
                }

                at[child] += here ? 1 : 0;
            }

            lengths[^1] += whole ? 1 : 0;
        }

        for (var child = 0; child < children; child++)
        {
            var values = column.Children[child];
            var whole = values.NewEmpty();
            whole.AppendRows(values, CollectionsMarshal.AsSpan(kept[child]));
            values.Truncate(before);
            values.Append(whole, 0, whole.Count);
        }

        column.EndRows(CollectionsMarshal.AsSpan(lengths));
    }
}
