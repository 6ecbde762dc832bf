using System.Runtime.CompilerServices;
using Parquet;
using ReAgent.Data.Columns;
using ReAgent.Data.Episodes;
using ReAgent.Data.Logs.Layouts;

namespace ReAgent.Data.Logs.ParquetLogs;

/// <summary>Reads a Parquet file, one row group at a time, whole columns at a time.</summary>
internal sealed class ParquetLogReader : ILogReader
{
    private readonly ParquetReader _reader;
    private readonly LogOptions _options;
    private readonly ParquetFields _fields;
    private readonly DateFilter _dates;

    private ParquetLogReader(LogFile file, LogOptions options, ParquetReader reader)
    {
        (File, _options, _reader) = (file, options, reader);
        _fields = new ParquetFields(reader.Schema);
        Columns = PartitionColumns.With(_fields.Columns, file);
        _dates = new DateFilter(options.Dates, _fields.Leaf(options.ColumnOf(EpisodeSchema.Ds)));
    }

    public LogFile File { get; }

    public IReadOnlyList<LogColumn> Columns { get; private set; }

    public long? Rows => _reader.Metadata?.NumRows;

    public IReadOnlyDictionary<string, string> Metadata => _reader.CustomMetadata;

    /// <exception cref="DamagedLogException">Not a Parquet file, or not a whole one.</exception>
    public static async Task<ParquetLogReader> Open(LogFile file, LogOptions options, CancellationToken cancellationToken)
    {
        // Opened here, so that a file that is missing or locked is not taken for a damaged one.
        var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        try
        {
            var reader = await ParquetReader.CreateAsync(stream, new ParquetOptions { TreatByteArrayAsString = true }, leaveStreamOpen: false, cancellationToken).ConfigureAwait(false);
            var log = new ParquetLogReader(file, options, reader);
            await log.TellNamesFromNumbers(cancellationToken).ConfigureAwait(false);
            return log;
        }
        catch (Exception e) when (ParquetDamage.Is(e))
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw ParquetDamage.OfFile(file, stream is { CanRead: true } ? stream.Length : file.Bytes, e);
        }
    }

    public IReadOnlyList<LogPart> Parts(long targetBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(targetBytes, 1);
        var parts = new List<LogPart>();
        for (var group = 0; group < _reader.RowGroupCount; group++)
        {
            var bytes = _reader.RowGroups[group].RowGroup.TotalByteSize;
            if (!_dates.MayHold(_reader.RowGroups[group]))
            {
                continue;
            }

            if (parts.Count > 0 && parts[^1].End == group && parts[^1].Bytes + bytes <= targetBytes)
            {
                parts[^1] = parts[^1] with { End = group + 1, Bytes = parts[^1].Bytes + bytes };
            }
            else
            {
                parts.Add(new LogPart(group, group + 1, bytes));
            }
        }

        return parts;
    }

    public async IAsyncEnumerable<LogRows> Read(LogPart part, EpisodeLayout layout, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var columns = new ParquetBinding(File, Columns, _fields, layout, _options);
        var rows = new LogRows(File, layout);
        var chunks = new RowChunks(rows, layout);
        var end = Math.Min(part.End, _reader.RowGroupCount);
        var first = _reader.RowGroups.Take((int)Math.Min(part.Start, end)).Sum(group => group.RowCount);
        for (var index = (int)part.Start; index < end; index++)
        {
            var group = _reader.OpenRowGroupReader(index);
            if (_dates.MayHold(group))
            {
                var kept = await ReadGroup(group, index, columns, chunks, cancellationToken).ConfigureAwait(false);
                foreach (var chunk in chunks.Split(first, kept, columns.Problems))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return chunk;
                }
            }

            first += group.RowCount;
        }
    }

    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    /// <summary>Tells numbers of actions from continuous actions: tools turn whole numbers into numbers with fractions when some are absent.</summary>
    private async Task TellNamesFromNumbers(CancellationToken cancellationToken)
    {
        var name = _options.ColumnOf(EpisodeSchema.Action);
        if (_fields.Leaf(name) is not { } field || ColumnFields.ShapeOf(field) != ColumnShape.Number || _reader.RowGroups.FirstOrDefault(group => group.RowCount > 0) is not { } group)
        {
            return;
        }

        var numbers = new ValueColumn<double>();
        await ColumnReader.Read(group, field, ColumnShape.Number, numbers, cancellationToken).ConfigureAwait(false);
        if (numbers.Values.ToArray().All(number => double.IsNaN(number) || double.IsInteger(number)))
        {
            Columns = [.. Columns.Select(column => column.Name == name ? column with { Shape = ColumnShape.Integer } : column)];
        }
    }

    private async Task<int[]?> ReadGroup(ParquetRowGroupReader group, int index, ParquetBinding columns, RowChunks chunks, CancellationToken cancellationToken)
    {
        try
        {
            var table = chunks.Restart();
            await columns.Read(group, table, cancellationToken).ConfigureAwait(false);
            return await _dates.RowsInside(group, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (ParquetDamage.Is(e))
        {
            throw ParquetDamage.OfGroup(File, index, group, e);
        }
    }
}
