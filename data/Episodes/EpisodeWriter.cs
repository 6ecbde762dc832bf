using Parquet;
using Parquet.Schema;
using ReAgent.Data.Columns;

namespace ReAgent.Data.Episodes;

/// <summary>Writes logged rows as one Parquet file (Snappy, dictionary-encoded texts), row group after row group.</summary>
public sealed class EpisodeWriter : IAsyncDisposable
{
    private const int RowGroupRows = 100_000;

    private readonly FileStream _file;
    private readonly ParquetWriter _writer;
    private readonly ParquetSchema _schema;
    private readonly EpisodeTable _rows;
    private readonly RowFindings? _findings;

    private EpisodeWriter(FileStream file, ParquetWriter writer, ParquetSchema schema, EpisodeLayout layout, bool withFindings)
    {
        (_file, _writer, _schema) = (file, writer, schema);
        _rows = new EpisodeTable(layout);
        _findings = withFindings ? new RowFindings() : null;
    }

    /// <summary>Rows taken.</summary>
    public long Count { get; private set; }

    /// <summary>Creates the file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="layout">Columns of the rows.</param>
    /// <param name="withFindings">Write why each row was set aside and what was found, as the last two columns.</param>
    /// <param name="cancellationToken">Stops the writing; the file is then of no use.</param>
    public static async Task<EpisodeWriter> Create(string path, EpisodeLayout layout, bool withFindings, CancellationToken cancellationToken)
    {
        var schema = EpisodeSchema.For(layout, withFindings);
        var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        try
        {
            var writer = await ParquetWriter.CreateAsync(schema, file, ParquetFormat.Options(schema), cancellationToken: cancellationToken).ConfigureAwait(false);
            return new EpisodeWriter(file, writer, schema, layout, withFindings);
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Appends rows in the order given.</summary>
    /// <param name="table">Where the rows are; of this layout.</param>
    /// <param name="rows">Which.</param>
    /// <param name="findings">What is wrong with the rows of the table; needed where findings are written.</param>
    /// <param name="cancellationToken">Stops the writing; the file is then of no use.</param>
    public async Task Add(EpisodeTable table, ReadOnlyMemory<int> rows, RowFindings? findings, CancellationToken cancellationToken)
    {
        while (!rows.IsEmpty)
        {
            var taken = Math.Min(rows.Length, RowGroupRows - _rows.Count);
            _rows.AppendRows(table, rows.Span[..taken]);
            _findings?.AppendRows(findings!, rows.Span[..taken]);
            rows = rows[taken..];
            Count += taken;
            if (_rows.Count == RowGroupRows)
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
        foreach (var (field, column) in _schema.Fields.Zip(Columns()))
        {
            await ColumnWriter.Write(group, field, column, cancellationToken).ConfigureAwait(false);
        }

        group.CompleteValidate();
        _rows.Clear();
        _findings?.Clear();
    }

    /// <summary>The columns in the order of the schema.</summary>
    private List<Column> Columns()
    {
        var dates = new ValueColumn<string>();
        dates.Extend(_rows.Count).Span.Fill(EpisodeSchema.NoDate);
        List<Column> columns = [dates, _rows.MdpId, _rows.SequenceNumber, _rows.State, _rows.ActionColumn, _rows.ActionProbability, .. _rows.Outcomes];
        if (_rows.ActionKind != ActionKind.Ranking)
        {
            columns.Add(_rows.PossibleActionsColumn);
        }

        columns.AddRange(_rows.Extras);
        columns.Add(_rows.Truncated);
        if (_findings is not null)
        {
            columns.Add(_findings.Reasons);
            columns.Add(_findings.Found);
        }

        return columns;
    }
}
