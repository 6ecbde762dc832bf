using Parquet;
using ReAgent.Data.Columns;

namespace ReAgent.Data.Logs.ParquetLogs;

/// <summary>One way to get the rows of a column out of a row group.</summary>
internal interface IParquetSource
{
    /// <summary>Appends one row for each row of the group, and reports rows whose value could not be read.</summary>
    Task Read(ParquetRowGroupReader group, Column into, ColumnProblems problems, CancellationToken cancellationToken);
}
