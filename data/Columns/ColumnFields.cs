using Parquet.Schema;

namespace ReAgent.Data.Columns;

/// <summary>Parquet fields of column shapes, and shapes of Parquet fields.</summary>
public static class ColumnFields
{
    /// <summary>The field that a column of this shape is written as. Entries are required; numbers and whole numbers of a flat column may be absent.</summary>
    public static Field FieldOf(string name, ColumnShape shape) => shape switch
    {
        ColumnShape.Scalar { Kind: ScalarKind.Number } => new DataField<double?>(name),
        ColumnShape.Scalar { Kind: ScalarKind.Integer } => new DataField<long?>(name),
        _ => EntryField(name, shape),
    };

    /// <summary>The shape in which a file's column is read; null where there is none, as for structures.</summary>
    public static ColumnShape? ShapeOf(Field field) => field switch
    {
        DataField { IsArray: true } data => new ColumnShape.ListOf(new ColumnShape.Scalar(KindOf(data))),
        DataField data => new ColumnShape.Scalar(KindOf(data)),
        ListField list => ShapeOf(list.Item) is { } item ? new ColumnShape.ListOf(item) : null,
        MapField { Key: DataField key } map => ShapeOf(map.Value) is { } value ? new ColumnShape.MapOf(KeyKind(key), value) : null,
        _ => null,
    };

    /// <summary>The leaves of a field in the order of a column's children; null when the field cannot be read as this shape.</summary>
    internal static LeafPath[]? Leaves(Field field, ColumnShape shape) => Leaves(field, shape, [0], 0);

    private static Field EntryField(string name, ColumnShape shape) => shape switch
    {
        ColumnShape.Scalar { Kind: ScalarKind.Number } => new DataField<double>(name),
        ColumnShape.Scalar { Kind: ScalarKind.Integer } => new DataField<long>(name),
        ColumnShape.Scalar { Kind: ScalarKind.Flag } => new DataField<bool>(name),
        ColumnShape.Scalar => new DataField(name, typeof(string), isNullable: false),
        ColumnShape.ListOf list => new ListField(name, EntryField(ListField.ElementName, list.Item)),
        ColumnShape.MapOf map => new MapField(name, EntryField("key", new ColumnShape.Scalar(map.Key)), EntryField("value", map.Value)),
        _ => throw new InvalidOperationException($"There is no Parquet field for a {shape}."),
    };

    private static LeafPath[]? Leaves(Field field, ColumnShape shape, int[] entryLevels, int level)
    {
        var optional = level + (field.IsNullable ? 1 : 0);
        switch (field, shape)
        {
            case (DataField { IsArray: true } data, ColumnShape.ListOf { Item: ColumnShape.Scalar }):
                return [new LeafPath(data, [.. entryLevels, data.MaxDefinitionLevel])];
            case (DataField { IsArray: false } data, ColumnShape.Scalar):
                // Structures around the column add levels that their fields do not tell.
                var around = data.MaxDefinitionLevel - optional;
                return [new LeafPath(data, [0, .. entryLevels.Skip(1).Select(entry => entry + around)])];
            case (ListField list, ColumnShape.ListOf wanted):
                return Leaves(list.Item, wanted.Item, [.. entryLevels, optional + 1], optional + 1);
            case (MapField map, ColumnShape.MapOf wanted):
                var keys = Leaves(map.Key, new ColumnShape.Scalar(wanted.Key), [.. entryLevels, optional + 1], optional + 1);
                var values = Leaves(map.Value, wanted.Value, [.. entryLevels, optional + 1], optional + 1);
                return keys is null || values is null ? null : [.. keys, .. values];
            default:
                return null;
        }
    }

    private static ScalarKind KeyKind(DataField key) => KindOf(key) == ScalarKind.Text ? ScalarKind.Text : ScalarKind.Integer;

    private static ScalarKind KindOf(DataField field)
    {
        var type = Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType;
        return type switch
        {
            _ when type == typeof(bool) => ScalarKind.Flag,
            _ when type == typeof(double) || type == typeof(float) || type == typeof(decimal) => ScalarKind.Number,
            _ when type == typeof(long) || type == typeof(int) || type == typeof(short) || type == typeof(sbyte) || type == typeof(byte)
                || type == typeof(ushort) || type == typeof(uint) || type == typeof(ulong) || type == typeof(DateTime) || type == typeof(DateOnly) => ScalarKind.Integer,
            _ => ScalarKind.Text,
        };
    }
}

/// <summary>A leaf of a Parquet column and where the lists and maps around it have entries.</summary>
/// <param name="Field">The leaf.</param>
/// <param name="EntryLevels">[depth + 1] definition level from which on an entry exists, outermost first; the first is 0, for the row itself.</param>
internal sealed record LeafPath(DataField Field, int[] EntryLevels)
{
    /// <summary>Number of lists and maps around the leaf.</summary>
    public int Depth => EntryLevels.Length - 1;
}
