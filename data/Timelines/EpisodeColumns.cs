using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;
using ReAgent.Data.Expressions;

namespace ReAgent.Data.Timelines;

/// <summary>Logged rows as expressions see them: plain columns and maps by their names in the log.</summary>
public sealed class EpisodeColumns(EpisodeTable table) : IRowColumns
{
    /// <summary>The columns of a layout that expressions may use.</summary>
    public static ExpressionSchema SchemaOf(EpisodeLayout layout) => new(TypesOf(layout));

    /// <inheritdoc/>
    public bool ReadNumbers(string column, RowSelection rows, Span<double> values, Span<bool> nulls)
    {
        if (Find(column) is ValueColumn<double> numbers)
        {
            return rows.GatherNaNAsNull(numbers.Values, values, nulls);
        }

        var integers = (ValueColumn<long>)Find(column);
        var any = false;
        for (var i = 0; i < rows.Count; i++)
        {
            var value = integers[rows[i]];
            values[i] = value;
            nulls[i] = value == ValueColumn<long>.Absent;
            any |= nulls[i];
        }

        return any;
    }

    /// <inheritdoc/>
    public bool ReadBooleans(string column, RowSelection rows, Span<bool> values, Span<bool> nulls)
    {
        rows.Gather(((ValueColumn<bool>)Find(column)).Values, values);
        return false;
    }

    /// <inheritdoc/>
    public void ReadTexts(string column, RowSelection rows, Span<string?> values)
    {
        var texts = (ValueColumn<string>)Find(column);
        for (var i = 0; i < rows.Count; i++)
        {
            values[i] = texts[rows[i]] is { Length: > 0 } text ? text : null;
        }
    }

    /// <inheritdoc/>
    public bool ReadMap(string column, string key, RowSelection rows, Span<double> values, Span<bool> nulls) =>
        ReadMap((MapColumn<string>)Find(column), key, rows, values, nulls);

    /// <inheritdoc/>
    public bool ReadMap(string column, long key, RowSelection rows, Span<double> values, Span<bool> nulls) =>
        ReadMap((MapColumn<long>)Find(column), key, rows, values, nulls);

    internal static IEnumerable<KeyValuePair<string, ExpressionType>> TypesOf(EpisodeLayout layout)
    {
        IEnumerable<CarriedColumn> columns =
        [
            new(EpisodeSchema.MdpId, ColumnShape.Text),
            new(EpisodeSchema.SequenceNumber, ColumnShape.Integer),
            new(EpisodeSchema.StateFeatures, ColumnShape.Features),
            new(EpisodeSchema.Action, layout.Action),
            new(EpisodeSchema.ActionProbability, ColumnShape.Number),
            new(EpisodeSchema.Truncated, ColumnShape.Flag),
            .. layout.Outcomes,
            .. layout.Extras,
        ];
        foreach (var (name, shape) in columns)
        {
            if (TypeOf(shape) is { } type)
            {
                yield return KeyValuePair.Create(name, type);
            }
        }
    }

    private static ExpressionType? TypeOf(ColumnShape shape) => shape switch
    {
        ColumnShape.Scalar { Kind: ScalarKind.Text } => ExpressionType.Text,
        ColumnShape.Scalar { Kind: ScalarKind.Flag } => ExpressionType.Boolean,
        ColumnShape.Scalar => ExpressionType.Number,
        _ when shape == ColumnShape.Features => ExpressionType.MapById,
        _ when shape == ColumnShape.NamedNumbers => ExpressionType.MapByName,
        _ => null,
    };

    private static bool ReadMap<TKey>(MapColumn<TKey> map, TKey key, RowSelection rows, Span<double> values, Span<bool> nulls)
        where TKey : IEquatable<TKey>
    {
        var any = false;
        for (var i = 0; i < rows.Count; i++)
        {
            var at = map.Keys(rows[i]).IndexOf(key);
            values[i] = at < 0 ? 0 : map.Values(rows[i])[at];
            nulls[i] = at < 0;
            any |= at < 0;
        }

        return any;
    }

    private Column Find(string name) => name switch
    {
        EpisodeSchema.MdpId => table.MdpId,
        EpisodeSchema.SequenceNumber => table.SequenceNumber,
        EpisodeSchema.StateFeatures => table.State,
        EpisodeSchema.Action => table.ActionColumn,
        EpisodeSchema.ActionProbability => table.ActionProbability,
        EpisodeSchema.Truncated => table.Truncated,
        _ => table.ColumnOf(name),
    };
}
