using Parquet;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;

namespace ReAgent.Data.Timelines;

/// <summary>
/// Writes a timeline as one Parquet file, row group after row group. Where a row group ends depends on the rows alone, not on how many are handed
/// over at once.
/// </summary>
internal sealed class TimelineWriter : IAsyncDisposable
{
    /// <summary>A row group is closed at this many rows, or at the end of the step in which it reached <see cref="GroupBytes"/>.</summary>
    internal const int GroupRows = 30 * StepRows;

    private const int StepRows = 4096;
    private const long GroupBytes = 32 << 20;

    private readonly FileStream _file;
    private readonly ParquetWriter _writer;
    private readonly TimelineRows _rows;

    private TimelineWriter(FileStream file, ParquetWriter writer, TimelineRows rows) => (_file, _writer, _rows) = (file, writer, rows);

    /// <summary>Rows written.</summary>
    public long Count { get; private set; }

    /// <summary>Creates the file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="rows">Rows of the kind of timeline that is wanted; none yet.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task<TimelineWriter> Create(string path, TimelineRows rows, CancellationToken cancellationToken)
    {
        var schema = rows.Schema;
        var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        try
        {
            return new TimelineWriter(
                file, await ParquetWriter.CreateAsync(schema, file, ParquetFormat.Options(schema), cancellationToken: cancellationToken).ConfigureAwait(false), rows);
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Appends rows.</summary>
    public async Task Add(EpisodeTable table, ReadOnlyMemory<TimelinePair> pairs, ReadOnlyMemory<int> nextOf, CancellationToken cancellationToken)
    {
        while (!pairs.IsEmpty)
        {
            var step = Math.Min(pairs.Length, StepRows - (_rows.Count % StepRows));
            _rows.Append(table, pairs.Span[..step], nextOf.Span);
            pairs = pairs[step..];
            if (_rows.Count >= GroupRows || (_rows.Count % StepRows == 0 && _rows.Bytes >= GroupBytes))
            {
                await WriteGroup(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Writes what is left.</summary>
    public async Task Finish(CancellationToken cancellationToken)
    {
        if (_rows.Count > 0)
        {
            await WriteGroup(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        await _file.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WriteGroup(CancellationToken cancellationToken)
    {
        using var group = _writer.CreateRowGroup();
        foreach (var (field, column) in _rows.Schema.Fields.Zip(_rows.Columns))
        {
            await ColumnWriter.Write(group, field, column, cancellationToken).ConfigureAwait(false);
        }

        group.CompleteValidate();
        Count += _rows.Count;
        _rows.Clear();
    }
}
