using System.Collections.Immutable;
using Parquet.Schema;
using ReAgent.Data.Columns;

namespace ReAgent.Data.Logs.ParquetLogs;

/// <summary>The columns of a Parquet file, and the fields behind them by dotted path.</summary>
internal sealed class ParquetFields
{
    private readonly Dictionary<string, Field> _fields = new(StringComparer.Ordinal);

    public ParquetFields(ParquetSchema schema) => Columns = [.. schema.Fields.Select(field => Column(field, field.Name, ColumnFields.ShapeOf(field)))];

    /// <summary>The columns, in the order of the file.</summary>
    public ImmutableArray<LogColumn> Columns { get; }

    /// <summary>The field of a column.</summary>
    public Field Of(LogColumn column) => _fields[column.Name];

    /// <summary>A flat column; null when there is none of this name.</summary>
    public DataField? Leaf(string name) => _fields.GetValueOrDefault(name) is DataField { IsArray: false } leaf ? leaf : null;

    private LogColumn Column(Field field, string path, ColumnShape? shape)
    {
        _fields.TryAdd(path, field);
        ImmutableArray<LogColumn> members = field is StructField structure ? [.. structure.Fields.Select(member => Column(member, $"{path}.{member.Name}", PlainShapeOf(member)))] : [];
        return new LogColumn(path, shape, ParquetTypes.Describe(field), members);
    }

    // Lists and maps inside structures have levels of their own, which the columns are not read by.
    private static ColumnShape? PlainShapeOf(Field member) => ColumnFields.ShapeOf(member) as ColumnShape.Scalar;
}
