using System.Runtime.CompilerServices;
using ReAgent.Data.Episodes;
using ReAgent.Data.Logs.Layouts;
using ReAgent.Data.Logs.TextLogs;

namespace ReAgent.Data.Logs.JsonLogs;

/// <summary>Reads a file of JSON objects, one per line.</summary>
internal sealed class JsonLogReader : ILogReader
{
    private readonly LogOptions _options;

    private JsonLogReader(LogFile file, LogOptions options, IReadOnlyList<LogColumn> columns, bool isEmpty)
    {
        (File, _options) = (file, options);
        Columns = isEmpty ? [] : PartitionColumns.With(columns, file);
        Rows = isEmpty ? 0 : null;
    }

    public LogFile File { get; }

    public IReadOnlyList<LogColumn> Columns { get; }

    public long? Rows { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; } = new Dictionary<string, string>();

    public static async Task<JsonLogReader> Open(LogFile file, LogOptions options, CancellationToken cancellationToken)
    {
        await using var window = await ByteWindow.Open(file, 0, cancellationToken).ConfigureAwait(false);
        var sample = new JsonSample();
        while (!sample.Observe(window) && await window.Fill(cancellationToken).ConfigureAwait(false))
        {
        }

        return new JsonLogReader(file, options, sample.Columns(window), sample.IsEmpty);
    }

    public IReadOnlyList<LogPart> Parts(long targetBytes) => Rows == 0 ? [] : TextParts.Of(File, targetBytes, canSplit: true);

    public async IAsyncEnumerable<LogRows> Read(LogPart part, EpisodeLayout layout, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Rows == 0)
        {
            yield break;
        }

        var rows = new RowBuilder(File, Columns, layout, _options);
        // From the byte before, so that a line that starts right at the part's first byte is told from one that runs into it.
        await using var window = await ByteWindow.Open(File, Math.Max(0, part.Start - 1), cancellationToken).ConfigureAwait(false);
        var lines = new JsonLines(rows, new JsonObjects(rows, Columns, _options), window, part);
        do
        {
            while (lines.Read())
            {
                yield return rows.Rows(part.Start);
                rows.Restart();
            }
        }
        while (!lines.IsDone && await window.Fill(cancellationToken).ConfigureAwait(false));

        if (rows.Count > 0)
        {
            yield return rows.Rows(part.Start);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
