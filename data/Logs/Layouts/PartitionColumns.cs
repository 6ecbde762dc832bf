using ReAgent.Data.Columns;

namespace ReAgent.Data.Logs.Layouts;

/// <summary>The columns that <c>key=value</c> folders stand for.</summary>
internal static class PartitionColumns
{
    /// <summary>What the type of such a column is called.</summary>
    public const string Type = "folder name";

    /// <summary>The columns of a file and, where it lacks them, those of its folders.</summary>
    public static IReadOnlyList<LogColumn> With(IReadOnlyList<LogColumn> columns, LogFile file) =>
    [
        .. columns,
        .. file.Partitions.Where(partition => columns.All(column => column.Name != partition.Key)).DistinctBy(partition => partition.Key)
            .Select(partition => new LogColumn(partition.Key, ColumnShape.Text, Type, [])),
    ];
}
