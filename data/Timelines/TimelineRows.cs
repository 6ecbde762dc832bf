using Parquet.Schema;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>Rows of a timeline that are about to be written, column by column in the order of their schema.</summary>
internal abstract class TimelineRows
{
    /// <summary>The schema of the file.</summary>
    public abstract ParquetSchema Schema { get; }

    /// <summary>The columns, in the order of the schema.</summary>
    public abstract IReadOnlyList<Column> Columns { get; }

    /// <summary>Number of rows.</summary>
    public int Count => Columns[0].Count;

    /// <summary>Bytes that the rows take.</summary>
    public long Bytes => Columns.Sum(column => column.Bytes);

    /// <summary>Appends rows of the timeline.</summary>
    /// <param name="table">The logged rows.</param>
    /// <param name="pairs">Rows of the timeline, which point into the table.</param>
    /// <param name="nextOf">[rows of the table] the row that follows each in its episode; −1 where there is none.</param>
    public abstract void Append(EpisodeTable table, ReadOnlySpan<TimelinePair> pairs, ReadOnlySpan<int> nextOf);

    /// <summary>Forgets all rows and keeps the memory.</summary>
    public void Clear()
    {
        foreach (var column in Columns)
        {
            column.Clear();
        }
    }
}
