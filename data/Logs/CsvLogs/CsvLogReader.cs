using System.Runtime.CompilerServices;
using ReAgent.Data.Episodes;
using ReAgent.Data.Logs.Layouts;
using ReAgent.Data.Logs.TextLogs;
using ReAgent.Data.Logs.Values;

namespace ReAgent.Data.Logs.CsvLogs;

/// <summary>Reads a file of delimited text with a header. A line break may stand inside quotes, so that the file is read from its start, as a whole.</summary>
internal sealed class CsvLogReader : ILogReader
{
    private const int SampleRecords = 1000;

    private readonly LogOptions _options;
    private readonly CsvHeader? _header;

    private CsvLogReader(LogFile file, LogOptions options, CsvHeader? header, IReadOnlyList<LogColumn> columns)
    {
        (File, _options, _header) = (file, options, header);
        Columns = header is null ? [] : PartitionColumns.With(columns, file);
    }

    public LogFile File { get; }

    public IReadOnlyList<LogColumn> Columns { get; }

    public long? Rows => _header is null ? 0 : null;

    public IReadOnlyDictionary<string, string> Metadata { get; } = new Dictionary<string, string>();

    public static async Task<CsvLogReader> Open(LogFile file, LogOptions options, CancellationToken cancellationToken)
    {
        await using var window = await ByteWindow.Open(file, 0, cancellationToken).ConfigureAwait(false);
        CsvHeader? header;
        while ((header = CsvHeader.TryRead(window, file, options.CsvDelimiter)) is null && await window.Fill(cancellationToken).ConfigureAwait(false))
        {
        }

        if (header is null)
        {
            return new CsvLogReader(file, options, null, []);
        }

        window.Advance(header.Bytes);
        var sketches = header.Names.Select(_ => new ValueSketch()).ToArray();
        var seen = 0;
        while (Sample(window, new CsvRecord(header.Delimiter), sketches, ref seen) && await window.Fill(cancellationToken).ConfigureAwait(false))
        {
        }

        return new CsvLogReader(file, options, header, [.. header.Names.Zip(sketches, (name, values) => values.Column(name) with { Members = [] }).DistinctBy(column => column.Name)]);
    }

    public IReadOnlyList<LogPart> Parts(long targetBytes) => _header is null ? [] : TextParts.Of(File, targetBytes, canSplit: false);

    public async IAsyncEnumerable<LogRows> Read(LogPart part, EpisodeLayout layout, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (_header is null)
        {
            yield break;
        }

        var rows = new RowBuilder(File, Columns, layout, _options);
        await using var window = await ByteWindow.Open(File, 0, cancellationToken).ConfigureAwait(false);
        while (window.Unread.Length < _header.Bytes && await window.Fill(cancellationToken).ConfigureAwait(false))
        {
        }

        var records = new CsvRows(rows, _header, Columns, _options, window);
        do
        {
            while (records.Read())
            {
                yield return rows.Rows(0);
                rows.Restart();
            }
        }
        while (await window.Fill(cancellationToken).ConfigureAwait(false));

        records.CheckEnd();
        if (rows.Count > 0)
        {
            yield return rows.Rows(0);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Looks at the whole records of the window; false when enough were seen.</summary>
    private static bool Sample(ByteWindow window, CsvRecord record, ValueSketch[] sketches, ref int seen)
    {
        while (seen < SampleRecords)
        {
            var text = window.Unread;
            var length = text.IsEmpty ? -1 : record.Read(text, window.IsLast);
            if (length < 0)
            {
                return true;
            }

            for (var cell = 0; cell < Math.Min(record.Count, sketches.Length) && !record.IsBlank; cell++)
            {
                sketches[cell].Observe(record.CellOf(text, cell));
            }

            window.Advance(length);
            seen++;
        }

        return false;
    }
}
