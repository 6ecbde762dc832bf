using Parquet;
using Parquet.Schema;
using ReAgent.Data.Columns;

namespace ReAgent.Data.Logs.ParquetLogs;

/// <summary>Features as a list of numbers, whose positions are the feature ids; also lists of such lists. A null in a list is an absent feature.</summary>
internal sealed class DenseLists(Field field) : IParquetSource
{
    private readonly LeafPath _path = LeafOf(field);
    private readonly List<long> _lengths = [];

    public async Task Read(ParquetRowGroupReader group, Column into, ColumnProblems problems, CancellationToken cancellationToken)
    {
        var depth = _path.Depth - 1;
        var features = (MapColumn<long>)(depth == 0 ? into : ((NestedListColumn)into).Items);
        using var leaf = new LeafReader(group, _path);
        await leaf.ReadInto(features.Children[1], cancellationToken).ConfigureAwait(false);
        AppendPositions(leaf, features, depth);
        if (depth == 1)
        {
            ((NestedListColumn)into).EndRows(leaf.Definition, leaf.Repetition, 0, _path.EntryLevels[0], _path.EntryLevels[1]);
        }
    }

    private void AppendPositions(LeafReader leaf, MapColumn<long> features, int depth)
    {
        var definition = leaf.Definition;
        var repetition = leaf.Repetition;
        var keys = (ValueColumn<long>)features.Children[0];
        var (rowLevel, entryLevel, present) = (_path.EntryLevels[depth], _path.EntryLevels[depth + 1], _path.Field.MaxDefinitionLevel);
        keys.Reserve(keys.Count + leaf.Slots);
        _lengths.Clear();
        var (position, start) = (0L, keys.Count);
        var open = false;
        for (var slot = 0; slot < leaf.Slots; slot++)
        {
            if (repetition[slot] <= depth && definition[slot] >= rowLevel)
            {
                EndRow();
                (open, position) = (true, 0);
            }

            if (definition[slot] == present)
            {
                keys.Add(position);
            }

            position += definition[slot] >= entryLevel ? 1 : 0;
        }

        EndRow();
        features.EndRows(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_lengths));

        void EndRow()
        {
            if (open)
            {
                _lengths.Add(keys.Count - start);
            }

            start = keys.Count;
        }
    }

    private static LeafPath LeafOf(Field field)
    {
        var depth = field is ListField { Item: ListField or DataField { IsArray: true } } ? 2 : 1;
        ColumnShape shape = depth == 2 ? new ColumnShape.ListOf(new ColumnShape.ListOf(ColumnShape.Number)) : new ColumnShape.ListOf(ColumnShape.Number);
        return ColumnFields.Leaves(field, shape) is [var leaf] ? leaf : throw new InvalidDataException($"Column '{field.Name}' is no list of numbers.");
    }
}
