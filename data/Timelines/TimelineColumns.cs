using ReAgent.Data.Episodes;
using ReAgent.Data.Expressions;

namespace ReAgent.Data.Timelines;

/// <summary>Rows of a timeline as expressions see them: the columns of the logged row, what follows from its place in the episode, and the next row's action and
/// state. Row i is <c>pairs[i]</c>.</summary>
public sealed class TimelineColumns(EpisodeTable table, ReadOnlyMemory<TimelinePair> pairs) : IRowColumns
{
    private readonly EpisodeColumns _columns = new(table);

    /// <summary>The columns of a timeline that expressions may use.</summary>
    public static ExpressionSchema SchemaOf(EpisodeLayout layout)
    {
        var types = EpisodeColumns.TypesOf(layout).ToList();
        types.Add(KeyValuePair.Create(TimelineSchema.SequenceNumberOrdinal, ExpressionType.Number));
        types.Add(KeyValuePair.Create(TimelineSchema.TimeDiff, ExpressionType.Number));
        types.Add(KeyValuePair.Create(TimelineSchema.TimeSinceFirst, ExpressionType.Number));
        types.Add(KeyValuePair.Create(TimelineSchema.NotTerminal, ExpressionType.Boolean));
        types.Add(KeyValuePair.Create(TimelineSchema.NextStateFeatures, ExpressionType.MapById));
        if (types.FindIndex(column => column.Key == EpisodeSchema.Action) is >= 0 and var action)
        {
            types.Add(KeyValuePair.Create(TimelineSchema.NextAction, types[action].Value));
        }

        return new ExpressionSchema(types);
    }

    /// <inheritdoc/>
    public bool ReadNumbers(string column, RowSelection rows, Span<double> values, Span<bool> nulls)
    {
        if (column is not (TimelineSchema.SequenceNumberOrdinal or TimelineSchema.TimeDiff or TimelineSchema.TimeSinceFirst))
        {
            return _columns.ReadNumbers(column, RowSelection.Of(Current(rows)), values, nulls);
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var pair = pairs.Span[rows[i]];
            values[i] = column switch
            {
                TimelineSchema.SequenceNumberOrdinal => pair.Ordinal,
                TimelineSchema.TimeDiff => pair.TimeDiff,
                _ => pair.TimeSinceFirst,
            };
        }

        return false;
    }

    /// <inheritdoc/>
    public bool ReadBooleans(string column, RowSelection rows, Span<bool> values, Span<bool> nulls)
    {
        if (column != TimelineSchema.NotTerminal)
        {
            return _columns.ReadBooleans(column, RowSelection.Of(Current(rows)), values, nulls);
        }

        for (var i = 0; i < rows.Count; i++)
        {
            values[i] = pairs.Span[rows[i]].NotTerminal;
        }

        return false;
    }

    /// <inheritdoc/>
    public void ReadTexts(string column, RowSelection rows, Span<string?> values)
    {
        if (column != TimelineSchema.NextAction)
        {
            _columns.ReadTexts(column, RowSelection.Of(Current(rows)), values);
            return;
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var next = pairs.Span[rows[i]].Next;
            values[i] = next < 0 || table.Action[next].Length == 0 ? null : table.Action[next];
        }
    }

    /// <inheritdoc/>
    public bool ReadMap(string column, string key, RowSelection rows, Span<double> values, Span<bool> nulls) =>
        _columns.ReadMap(column, key, RowSelection.Of(Current(rows)), values, nulls);

    /// <inheritdoc/>
    public bool ReadMap(string column, long key, RowSelection rows, Span<double> values, Span<bool> nulls)
    {
        if (column is not (TimelineSchema.NextStateFeatures or TimelineSchema.NextAction))
        {
            return _columns.ReadMap(column, key, RowSelection.Of(Current(rows)), values, nulls);
        }

        var map = column == TimelineSchema.NextStateFeatures ? table.State : table.ActionFeatures;
        var any = false;
        for (var i = 0; i < rows.Count; i++)
        {
            var next = pairs.Span[rows[i]].Next;
            var at = next < 0 ? -1 : map.Keys(next).IndexOf(key);
            values[i] = at < 0 ? 0 : map.Values(next)[at];
            nulls[i] = at < 0;
            any |= at < 0;
        }

        return any;
    }

    private int[] Current(RowSelection rows)
    {
        var current = new int[rows.Count];
        for (var i = 0; i < current.Length; i++)
        {
            current[i] = pairs.Span[rows[i]].Row;
        }

        return current;
    }
}
